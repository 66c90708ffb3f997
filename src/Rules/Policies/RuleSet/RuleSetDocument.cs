using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.RuleSet;

/// <summary>The envelope around a RulesEngine file, which itself stays byte for byte as it is.</summary>
internal sealed record RuleSetDocument : PolicyDocument
{
    /// <summary>The RulesEngine file, by its path from the folder of the document.</summary>
    public required string File { get; init; }

    /// <summary>The workflow to run.</summary>
    public required string Workflow { get; init; }

    /// <summary>The inputs of the workflow by their names, over facts and parameters; every fact under its own name when left out.</summary>
    public IReadOnlyDictionary<string, ExpressionText> Inputs { get; init; } = new Dictionary<string, ExpressionText>();

    /// <summary>What rules put out by OutputExpression, as members of the result.</summary>
    public IReadOnlyDictionary<string, RuleSetOutput> Outputs { get; init; } = new Dictionary<string, RuleSetOutput>();

    /// <summary>Whether names in expressions must be written as they are declared.</summary>
    public bool CaseSensitive { get; init; }
}

/// <summary>A member of the result that a rule puts out.</summary>
internal sealed record RuleSetOutput : DocumentPart
{
    public required TypeName Type { get; init; }

    /// <summary>What a person reads as its name.</summary>
    public LocalizedText? Label { get; init; }

    /// <summary>The rule; the first that puts something out when left out.</summary>
    public string? Rule { get; init; }
}
