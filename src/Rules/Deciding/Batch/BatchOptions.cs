using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>What is decided on every row of a file, and how the answer is written.</summary>
/// <param name="Document">The document that decides.</param>
/// <param name="Moment">When.</param>
public sealed record BatchOptions(DecisionDocument Document, EvaluationMoment Moment)
{
    /// <summary>What is known in the line and how files write it; null when columns are named like the facts.</summary>
    public EntityModel? FactModel { get; init; }

    /// <summary>Hash of the policy, written beside every outcome.</summary>
    public string PolicyHash { get; init; } = "";

    /// <summary>Format of the input.</summary>
    public RowFormat Input { get; init; }

    /// <summary>Format of outcomes and rejected rows.</summary>
    public RowFormat Output { get; init; }

    /// <summary>Language in which the reasons for rejections are written.</summary>
    public Language Language { get; init; }

    /// <summary>Threads that decide; all processors when 0.</summary>
    public int Workers { get; init; }
}
