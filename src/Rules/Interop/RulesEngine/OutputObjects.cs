using System.Collections;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Interop;

/// <summary>Values of the dialect as an embedding program sees them.</summary>
internal static class OutputObjects
{
    /// <summary>Records become dictionaries in the order of their members, sequences lists.</summary>
    public static object? Of(object? value) => value switch
    {
        null or string => value,
        RecordValue record => Members(record),
        IDictionary => value,
        IEnumerable list => list.Cast<object?>().Select(Of).ToList(),
        _ => value,
    };

    private static Dictionary<string, object?> Members(RecordValue record)
    {
        var members = new Dictionary<string, object?>(record.Values.Length, StringComparer.Ordinal);
        for (var i = 0; i < record.Values.Length; i++) members[record.Shape.Names[i]] = Of(record.Values[i]);
        return members;
    }
}
