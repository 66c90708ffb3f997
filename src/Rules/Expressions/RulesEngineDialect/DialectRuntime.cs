using System.Reflection;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>What compiled expressions call.</summary>
internal static class DialectRuntime
{
    /// <summary>A member of something whose type is not known before it is there; the same members as where the type is known.</summary>
    public static object? Member(object? target, string name, bool ignoreCase)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target is RecordValue record)
            return record.Shape.IndexOf(name, ignoreCase) is >= 0 and var index ? record.Values[index] : throw new InvalidOperationException($"'{name}' is out of reach.");
        if (target is System.Collections.ICollection list && target is not System.Collections.IDictionary && string.Equals(name, target is Array ? "Length" : "Count", StringComparison.OrdinalIgnoreCase)) return list.Count;
        return (MemberTable.Value(target.GetType(), name, isStatic: false) ?? ObjectMembers.Find(target.GetType(), name, ignoreCase)) switch
        {
            PropertyInfo property => property.GetValue(target),
            FieldInfo field => field.GetValue(target),
            _ => throw new InvalidOperationException($"'{name}' is out of reach."),
        };
    }

    /// <summary>A member that the record does not have: null, when there is a record.</summary>
    public static object? Missing(RecordValue record)
    {
        _ = record.Shape;
        return null;
    }

    /// <summary>The text of something whose type is not known before it is there.</summary>
    public static string TextOf(object? target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return InvariantText.Of(target);
    }

    public static string EnumText(int number, EnumShape names) => names.NameOf(number);
}
