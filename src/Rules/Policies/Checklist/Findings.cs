using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>What the checks of one decision found so far. Belongs to one evaluation.</summary>
internal sealed class Findings
{
    private readonly Dictionary<Presence, CodeSet?> _looked = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Value> _known = [];
    private readonly CodeSet _seen = new();

    public CodeSet Missing { get; } = new();

    public CodeSet Held { get; } = new();

    public CodeSet Violations { get; } = new();

    public CodeSet WrongActor { get; } = new();

    /// <summary>The step that comes next in a sequence; missing when there is no sequence.</summary>
    public Value Next { get; set; }

    /// <summary>The causes for which the checklist cannot be told; null while there is none.</summary>
    public Value Unknown { get; private set; } = Value.Null;

    /// <summary>Notes the causes of a missing value; false when the value is not missing.</summary>
    public bool CannotTell(Value value)
    {
        if (!value.IsMissing) return false;
        Unknown = Operators.Missing(Unknown, value);
        return true;
    }

    /// <summary>What is present, looked up once a decision; null when that cannot be told.</summary>
    public CodeSet? Look(Presence presence, EvaluationContext context)
    {
        if (_looked.TryGetValue(presence, out var known)) return known;
        var codes = presence.Evaluate(context, this);
        if (codes is not null) See(codes.InOrder);
        return _looked[presence] = codes;
    }

    public void See(IEnumerable<Value> codes)
    {
        foreach (var code in codes) _seen.Add(code);
    }

    /// <summary>A code that the checklist knows, whether or not it is asked for in this case.</summary>
    public void Know(Value code) => _known.Add(code);

    /// <summary>A code that was asked for. One that is missing in one place is missing.</summary>
    public void Add(Value code, bool isHeld)
    {
        Know(code);
        if (!isHeld)
        {
            Missing.Add(code);
            Held.Remove(code);
        }
        else if (!Missing.Contains(code))
        {
            Held.Add(code);
        }
    }

    /// <summary>What was supplied and no part of the checklist knows: it is told, not dropped.</summary>
    public Value Unexpected() => Value.List([.. _seen.InOrder.Where(c => !_known.Contains(c))]);
}
