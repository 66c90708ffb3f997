using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>Codes, each once, in the order in which they came. Belongs to one evaluation.</summary>
internal sealed class CodeSet
{
    private readonly HashSet<Value> _codes = [];
    private readonly List<Value> _inOrder = [];

    public IReadOnlyList<Value> InOrder => _inOrder;

    public bool Contains(Value code) => _codes.Contains(code);

    public void Add(Value code)
    {
        if (_codes.Add(code)) _inOrder.Add(code);
    }

    public void Remove(Value code)
    {
        if (_codes.Remove(code)) _inOrder.Remove(code);
    }

    public Value ToValue() => Value.List([.. _inOrder]);
}
