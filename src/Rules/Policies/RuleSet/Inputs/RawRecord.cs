namespace CrmWorkflows.Rules.Policies.RuleSet.Inputs;

/// <summary>An object of an input before its shape is known: names and values in order.</summary>
internal sealed class RawRecord(List<KeyValuePair<string, object?>> members)
{
    public List<KeyValuePair<string, object?>> Members { get; } = members;

    public bool TryGet(string name, out object? value)
    {
        foreach (var member in Members)
        {
            if (member.Key != name) continue;
            value = member.Value;
            return true;
        }
        value = null;
        return false;
    }
}
