namespace CrmWorkflows.Rules.Policies.RuleSet.Inputs;

/// <summary>How the JSON of an input becomes typed values.</summary>
internal enum InputKind
{
    /// <summary>As Newtonsoft.Json reads an ExpandoObject: 64-bit whole numbers, doubles, ISO date-times as dates. The usual way.</summary>
    Expando,

    /// <summary>As System.Text.Json reads an ExpandoObject: scalars as they are, no dates, nested objects and lists out of reach.</summary>
    SystemTextJson,
}
