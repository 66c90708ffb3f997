using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>What compiled expressions call.</summary>
internal static class DialectRuntime
{
    /// <summary>A member of something whose type is not known before it is there; only records have any.</summary>
    public static object? Member(object? target, string name, bool ignoreCase)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target is RecordValue record && record.Shape.IndexOf(name, ignoreCase) is >= 0 and var index
            ? record.Values[index]
            : throw new InvalidOperationException($"'{name}' is out of reach.");
    }

    /// <summary>A member that the record does not have: null, when there is a record.</summary>
    public static object? Missing(RecordValue record)
    {
        _ = record.Shape;
        return null;
    }

    public static string EnumText(int number, EnumShape names) => names.NameOf(number);
}
