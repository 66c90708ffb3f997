namespace CrmWorkflows.Rules.PolicySets;

/// <summary>A field that a decision on a clause must have.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type in the words of the catalogue.</param>
public sealed record ClauseField(string Name, string Type);
