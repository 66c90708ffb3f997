namespace CrmWorkflows.Rules.Embedding;

/// <summary>Names the fact, or the field of an outcome, that a member of a .NET type stands for. Without it a member stands for the name that it has itself, whatever its case.</summary>
/// <param name="name">Name in the document.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class FactNameAttribute(string name) : Attribute
{
    /// <summary>Name in the document.</summary>
    public string Name { get; } = name;
}
