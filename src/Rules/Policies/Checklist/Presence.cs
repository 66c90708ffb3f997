using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>Where codes are looked up: a list of them, or a map that holds something for each.</summary>
internal sealed class Presence(Formula formula, FactType code)
{
    public Formula Formula { get; } = formula;

    /// <summary>Type of the codes that can be present.</summary>
    public FactType Code { get; } = code;

    /// <summary>The codes that are present; null when that cannot be told.</summary>
    public CodeSet? Evaluate(EvaluationContext context, Findings findings)
    {
        var value = Formula.Evaluate(context);
        if (findings.CannotTell(value)) return null;
        var codes = new CodeSet();
        if (value.IsNull) return codes;
        if (value.Kind == ValueKind.Map)
        {
            var map = value.AsMap();
            foreach (var key in map.Keys)
                if (IsGiven(map[key])) codes.Add(Value.Of(key));
            return codes;
        }
        var unknown = false;
        foreach (var item in value.AsList().Items)
        {
            if (findings.CannotTell(item)) unknown = true;
            else if (item.IsPresent) codes.Add(item);
        }
        return unknown ? null : codes;
    }

    // A blank name, an empty list or a plain no is nothing.
    private static bool IsGiven(Value value) => value.Kind switch
    {
        ValueKind.Missing or ValueKind.Null => false,
        ValueKind.Boolean => value.IsTrue,
        ValueKind.Text => !string.IsNullOrWhiteSpace(value.AsText()),
        ValueKind.List => value.AsList().Count > 0,
        ValueKind.Map => value.AsMap().Count > 0,
        _ => true,
    };
}
