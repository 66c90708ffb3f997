using System.Linq.Expressions;
using System.Reflection;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>
/// How the fields of an outcome become a .NET value: the one field of a document as it is, or a type whose constructor or settable members
/// carry the names of the fields.
/// </summary>
internal sealed class OutcomeShape(DecisionDocument document, DiagnosticBag diagnostics)
{
    /// <summary>Code that makes the outcome; null and a finding when the type cannot take it.</summary>
    /// <param name="read">Code for a field by its index.</param>
    public Expression? Make(Type type, Func<int, Scalar?> read)
    {
        if (document.Fields.Length == 1 && Convert(read(0), document.Fields[0].Type, type) is { } alone) return alone;
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is { Length: > 0 } p && p.All(x => IndexOf(NameOf(x, x.Name!)) >= 0))
            .MaxBy(c => c.GetParameters().Length);
        if (constructor is not null)
        {
            var arguments = constructor.GetParameters().Select(p => Field(NameOf(p, p.Name!), p.ParameterType, read, type)).ToArray();
            return arguments.Any(a => a is null) ? null : Expression.New(constructor, arguments!);
        }
        var members = type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
            .Where(m => m is FieldInfo { IsInitOnly: false } or PropertyInfo { SetMethod.IsPublic: true } && IndexOf(NameOf(m, m.Name)) >= 0).ToArray();
        if (members.Length == 0 || (!type.IsValueType && type.GetConstructor([]) is null)) return Refuse(type, string.Join(", ", document.Fields.Select(f => $"{f.Name}: {f.Type.Name}")));
        var bindings = new List<MemberBinding>();
        foreach (var member in members)
        {
            if (Field(NameOf(member, member.Name), member is PropertyInfo p ? p.PropertyType : ((FieldInfo)member).FieldType, read, type) is not { } value) return null;
            bindings.Add(Expression.Bind(member, value));
        }
        return Expression.MemberInit(Expression.New(type), bindings);
    }

    private Expression? Field(string name, Type target, Func<int, Scalar?> read, Type owner)
    {
        var index = IndexOf(name);
        var field = document.Fields[index];
        return Convert(read(index), field.Type, target) ?? Refuse(owner, $"{field.Name}: {field.Type.Name} → {target.Name}");
    }

    private Expression? Refuse(Type type, string what)
    {
        diagnostics.Add(EmbeddingDiagnostics.OutcomeType, SourceSpan.None, type.Name, document.Name, what);
        return null;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < document.Fields.Length; i++)
            if (string.Equals(document.Fields[i].Name, name, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    private static string NameOf(ICustomAttributeProvider member, string name) =>
        member.GetCustomAttributes(typeof(FactNameAttribute), true) is [FactNameAttribute given] ? given.Name : name;

    private static Expression? Convert(Scalar? scalar, FactType type, Type target)
    {
        if (scalar is null || (type.IsNullable && !FactMember.TakesNull(target) && target != typeof(Value))) return null;
        var plain = FactMember.Plain(target);
        Expression? code = scalar.Kind switch
        {
            _ when target == typeof(Value) => scalar.Wrap(),
            ValueKind.Boolean when plain == typeof(bool) => scalar.Code,
            ValueKind.Integer when plain == typeof(long) => scalar.Code,
            ValueKind.Integer when plain == typeof(int) => Expression.ConvertChecked(scalar.Code, typeof(int)),
            ValueKind.Integer or ValueKind.Decimal when plain == typeof(decimal) => scalar.AsDecimal(),
            ValueKind.Text when plain == typeof(string) => scalar.Code,
            ValueKind.Text when plain.IsEnum && type.NotNull() is EnumType e && EnumCodes.Of(plain, e.Declaration) is not null =>
                Expression.Convert(Expression.Call(typeof(OutcomeShape), nameof(MemberOf), [plain], scalar.Code, Expression.Constant(Names(plain, e.Declaration))), plain),
            ValueKind.Date when plain == typeof(DateOnly) => Expression.Call(typeof(DateOnly), nameof(DateOnly.FromDayNumber), null, Expression.Convert(scalar.Code, typeof(int))),
            ValueKind.TimeOfDay when plain == typeof(TimeOnly) => Expression.New(typeof(TimeOnly).GetConstructor([typeof(long)])!, scalar.Code),
            ValueKind.Duration when plain == typeof(TimeSpan) => Expression.New(typeof(TimeSpan).GetConstructor([typeof(long)])!, scalar.Code),
            _ => null,
        };
        if (code is null || target == typeof(Value)) return code;
        if (code.Type != target) code = Expression.Convert(code, target);
        return scalar.IsNull is null ? code : Expression.Condition(scalar.IsNull, Expression.Default(target), code);
    }

    private static Dictionary<string, long> Names(Type type, EnumDeclaration declaration)
    {
        var codes = EnumCodes.Of(type, declaration)!;
        return Enum.GetValues(type).Cast<object>().Select(m => System.Convert.ToInt64(m, System.Globalization.CultureInfo.InvariantCulture))
            .DistinctBy(codes.CodeOf).ToDictionary(m => codes.CodeOf(m)!, m => m, StringComparer.Ordinal);
    }

    internal static T MemberOf<T>(string code, Dictionary<string, long> names)
        where T : struct, Enum => (T)Enum.ToObject(typeof(T), names[code]);
}
