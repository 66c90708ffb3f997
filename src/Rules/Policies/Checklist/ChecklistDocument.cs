using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>
/// What is missing, what comes next, may this step be taken. What must be there stands as one list (<see cref="Required"/>), as items in the order
/// in which they are reported, as a sequence, or as stages; what must not be there as <see cref="Forbidden"/>.
/// </summary>
internal sealed record ChecklistDocument : PolicyDocument
{
    /// <summary>Condition under which the checklist applies at all; always when left out.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>Type of the codes, when the lists do not say it.</summary>
    public TypeName? Codes { get; init; }

    /// <summary>The codes that must be present, in the order in which they are reported.</summary>
    public ExpressionText? Required { get; init; }

    /// <summary>What is present: a list of codes, or a map that holds something for each of them.</summary>
    public ExpressionText? Present { get; init; }

    /// <summary>Single codes and lists of codes, in the order in which they are reported.</summary>
    public IReadOnlyList<ChecklistItem> Items { get; init; } = [];

    /// <summary>The steps in their order.</summary>
    public ExpressionText? Sequence { get; init; }

    /// <summary>The steps of each stage, the stages in their order: a map of lists.</summary>
    public ExpressionText? Stages { get; init; }

    /// <summary>The step or stage that somebody wants to begin; the end of the whole when left out or null.</summary>
    public ExpressionText? Requested { get; init; }

    /// <summary>The steps that are done: a list of codes, or of records <c>{step, by}</c> when <see cref="Actors"/> says whose they are.</summary>
    public ExpressionText? Completed { get; init; }

    /// <summary>Whose step it is: a map from step to role, or to roles. A step done by another role is not done.</summary>
    public ExpressionText? Actors { get; init; }

    /// <summary>The codes that must not be found, in the order in which they are reported.</summary>
    public ExpressionText? Forbidden { get; init; }

    /// <summary>What was found.</summary>
    public ExpressionText? Found { get; init; }
}

/// <summary>A code that must be present, or a list of them.</summary>
internal sealed record ChecklistItem : DocumentPart
{
    /// <summary>The code, as it is reported when it is missing.</summary>
    [DocumentShorthand]
    public string? Code { get; init; }

    /// <summary>A list of codes, in place of one.</summary>
    public ExpressionText? Required { get; init; }

    /// <summary>What a person reads for the code.</summary>
    public LocalizedText? Label { get; init; }

    /// <summary>Condition under which the item is asked for; always when left out.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>Condition under which the item is there. Left out, the code is looked up in what is present, or else is the name of a truth value.</summary>
    public ExpressionText? Satisfied { get; init; }

    /// <summary>What is present, when it is not what the whole checklist looks at.</summary>
    public ExpressionText? Present { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }
}
