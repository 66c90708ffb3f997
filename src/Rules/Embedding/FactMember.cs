using System.Linq.Expressions;
using System.Reflection;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>Finds the member of a .NET type that supplies a fact or a member of a record.</summary>
internal static class FactMember
{
    /// <summary>Access to the member of a name; null when the type has none, so that the fact is absent.</summary>
    public static MemberExpression? Of(Expression record, string name)
    {
        var members = record.Type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
            .Where(m => m is FieldInfo || m is PropertyInfo { GetMethod: not null } p && p.GetIndexParameters().Length == 0);
        var found = members
            .Select(m => (Member: m, Name: m.GetCustomAttribute<FactNameAttribute>()?.Name))
            .Where(m => m.Name is { } given ? given == name : string.Equals(m.Member.Name, name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(m => m.Name is null)
            .Select(m => m.Member)
            .FirstOrDefault();
        return found is null ? null : Expression.MakeMemberAccess(record, found);
    }

    /// <summary>Whether values of a CLR type can be null.</summary>
    public static bool TakesNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    public static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    public static bool IsWhole(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt32 or TypeCode.Int64 && !type.IsEnum;

    public static bool IsBinary(Type type) => type == typeof(double) || type == typeof(float);

    /// <summary>Code for whether a member holds nothing; null when it always holds something.</summary>
    public static Expression? IsNull(Expression member) =>
        !TakesNull(member.Type) ? null
        : member.Type.IsValueType ? Expression.Not(Expression.Property(member, "HasValue"))
        : Expression.Equal(member, Expression.Constant(null, member.Type));

    /// <summary>The value of a member that is known to hold something.</summary>
    public static Expression Held(Expression member) =>
        Nullable.GetUnderlyingType(member.Type) is null ? member : Expression.Call(member, "GetValueOrDefault", null);
}
