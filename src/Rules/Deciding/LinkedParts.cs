using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>What linking makes of a document.</summary>
internal sealed record LinkedParts(
    ImmutableArray<FactDeclaration> Facts,
    Contract Contract,
    LinkedCalendar? Calendar,
    ImmutableArray<IStep> Steps,
    KindBody Body,
    int? ResultSlot,
    ImmutableArray<LinkedOutcome> Outcome,
    int LocalCount,
    TypeTable Types,
    ImmutableArray<string> Functions)
{
    /// <summary>The expressions of the document, those of its body included.</summary>
    public ImmutableArray<Formula> Formulas { get; init; } = [];

    /// <summary>Names of the facts that the document uses, and does not only declare.</summary>
    public ImmutableHashSet<string> UsedFacts { get; init; } = [];

    /// <summary>The formulas of cells and row values that are not worth compiling by themselves.</summary>
    public ImmutableArray<Formula> Cells { get; init; } = [];

    /// <summary>The figures and lists that the document states: its parameters, then what its rows give.</summary>
    public ImmutableArray<LinkedFigure> Figures { get; init; } = [];
}

/// <summary>Something computed before the body runs: an intermediate result, or the outcome of another document.</summary>
internal interface IStep
{
    int Slot { get; }

    FactType Type { get; }

    LocalizedText Label { get; }

    SourceSpan Span { get; }

    Value Evaluate(EvaluationContext context);
}

/// <summary>A named intermediate result.</summary>
internal sealed record LetStep(Formula Formula, int Slot, FactType Type, LocalizedText Label) : IStep
{
    public SourceSpan Span => Formula.Span;

    public Value Evaluate(EvaluationContext context) => Formula.Evaluate(context);
}

/// <summary>The outcome of another document of the policy.</summary>
/// <param name="Facts">For each fact of the other document the formula that supplies it; null when nothing does.</param>
internal sealed record UseStep(DecisionDocument Document, ImmutableArray<Formula?> Facts, int Slot, FactType Type, LocalizedText Label, SourceSpan Span) : IStep
{
    public Value Evaluate(EvaluationContext context)
    {
        var facts = new Value[Facts.Length];
        for (var i = 0; i < facts.Length; i++)
            if (Facts[i] is { } formula) facts[i] = formula.Evaluate(context);
        var decision = Document.Decide(facts, new EvaluationMoment(context.Now, context.AsOf));
        if (decision.Fault is { } fault) throw new EvaluationFault(fault.Code, [.. fault.Arguments]);
        if (!decision.UnpublishedYears.IsEmpty) context.TouchUnpublished(decision.UnpublishedYears);
        if (!decision.Warnings.IsEmpty) context.Warn(decision.Warnings);
        return decision.IsUndetermined ? Value.Missing(decision.MissingFacts) : Value.Of(decision.Outcome!);
    }
}

/// <summary>A field of the outcome and how it is computed.</summary>
internal sealed record LinkedOutcome(OutcomeField Field, Formula Formula, RoundingEntry? Rounding)
{
    public Value Compute(EvaluationContext context)
    {
        var value = Formula.Evaluate(context);
        if (Rounding is null || !value.IsPresent) return Fitted(value);
        return Fitted(Value.Of(NumberFunctions.Round(value.AsDecimal(), Rounding.Scale, PartShape.Camel(Rounding.Mode.ToString()))));
    }

    // A whole number where a decimal is declared, and the other way round where the rounding made it whole.
    private Value Fitted(Value value) =>
        value.Kind == ValueKind.Integer && Field.Type.Kind == ValueKind.Decimal ? Value.Of((decimal)value.AsInteger()) : value;
}
