using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>A linked document of a policy: what it reads, what it decides. Immutable and thread-safe.</summary>
public sealed class DecisionDocument
{
    private readonly LinkedParts _parts;
    private readonly Warming<SlotDecision> _fused;
    private readonly Lazy<Utf8FactReader> _utf8;

    internal DecisionDocument(PolicyDocument source, LinkedParts parts)
    {
        Source = source;
        _parts = parts;
        Fields = [.. parts.Outcome.Select(o => o.Field)];
        OutcomeNames = [.. Fields.Select(f => f.Name)];
        _fused = new Warming<SlotDecision>(() => SlotDecision.Of(this));
        _utf8 = new Lazy<Utf8FactReader>(() => new Utf8FactReader(this));
    }

    /// <summary>Name within its policy.</summary>
    public string Name => Source.Name;

    /// <summary>Kind of document.</summary>
    public string Kind => Source.Kind;

    /// <summary>What a person reads.</summary>
    public LocalizedText Title => Source.Title;

    /// <summary>The facts that it reads, in order of declaration.</summary>
    public ImmutableArray<FactDeclaration> Facts => _parts.Facts;

    /// <summary>The fields of its outcome, in order.</summary>
    public ImmutableArray<OutcomeField> Fields { get; }

    /// <summary>The clauses for which it is the entry point.</summary>
    public IReadOnlyList<string> Decides => Source.Decides;

    /// <summary>First day on which it holds; null when it always did.</summary>
    public DateOnly? EffectiveFrom => Source.Effective?.From;

    /// <summary>First day on which it no longer holds; null when no end is known.</summary>
    public DateOnly? EffectiveTo => Source.Effective?.To;

    /// <summary>The calendar that it names, without the days that facts may add; null when it names none.</summary>
    public Calendars.Calendar? Calendar => _parts.Calendar?.Base;

    /// <summary>Whether it holds on a day.</summary>
    /// <param name="day">Local day of the line.</param>
    public bool IsInForce(DateOnly day) => (EffectiveFrom is not { } from || day >= from) && (EffectiveTo is not { } to || day < to);

    /// <summary>Where the document stands.</summary>
    public SourceSpan Span => Source.Span;

    internal PolicyDocument Source { get; }

    internal KindBody Body => _parts.Body;

    internal LinkedParts Parts => _parts;

    private ImmutableArray<string> OutcomeNames { get; }

    /// <summary>
    /// Decides from facts in order of <see cref="Facts"/>; an absent fact is <see cref="Value.IsMissing"/>. A document that decides often becomes
    /// one compiled delegate on the way, which changes its speed and nothing else.
    /// </summary>
    /// <param name="facts">The facts.</param>
    /// <param name="moment">When.</param>
    /// <param name="explain">Whether to say why.</param>
    public Decision Decide(ReadOnlySpan<Value> facts, EvaluationMoment moment, bool explain = false)
    {
        if (facts.Length != Facts.Length) throw new ArgumentException($"The document reads {Facts.Length} facts, {facts.Length} were given.", nameof(facts));
        return !explain && Fused is { } fused ? Decide(fused, facts.ToArray(), moment) : DecideStepwise(facts, moment, explain);
    }

    /// <summary>Decides from slots that stay the caller's own, and are only read.</summary>
    internal Decision Decide(Value[] slots, in EvaluationMoment moment) => Fused is { } fused ? Decide(fused, slots, moment) : DecideStepwise(slots, moment);

    private Decision Decide(SlotDecision fused, Value[] slots, in EvaluationMoment moment)
    {
        var outcome = new Value[Fields.Length];
        return fused.TryDecide(slots, moment, outcome) ? Made(outcome) : DecideStepwise(slots, moment);
    }

    /// <summary>Decides by the ordinary evaluation, which alone has the kind's own result.</summary>
    internal Decision DecideStepwise(ReadOnlySpan<Value> facts, in EvaluationMoment moment, bool explain = false)
    {
        var context = NewContext();
        facts.CopyTo(context.Facts);
        return Decide(context, moment, explain);
    }

    /// <summary>Compiles now instead of after a number of decisions. Costs some milliseconds; changes speed and nothing else.</summary>
    public void Compile()
    {
        if (_fused.Now is not null) return;
        foreach (var formula in _parts.Formulas) formula.Compile();
        Body.Compile();
    }

    /// <summary>Reads the document's facts from JSON.</summary>
    internal Utf8FactReader Utf8 => _utf8.Value;

    /// <summary>The whole document as one delegate; null while it has not decided often enough, and when some part of it needs the ordinary evaluation.</summary>
    internal SlotDecision? Fused => _fused.Value;

    internal EvaluationContext NewContext() => new(Facts.Length, _parts.LocalCount);

    /// <summary>Decides from the facts that stand in the context, by the ordinary evaluation.</summary>
    internal Decision Decide(EvaluationContext context, EvaluationMoment moment, bool explain)
    {
        context.Now = moment.Now;
        context.Today = moment.Today;
        context.AsOf = moment.AsOf ?? moment.Today;
        var builder = explain ? new ExplanationBuilder() : null;
        try
        {
            var missing = _parts.Contract.Check(context);
            if (!missing.IsEmpty) return Undetermined(missing, context, builder);
            // The contract's own conditions are no part of the reason.
            context.Observer = builder;
            var (outcome, result) = Run(context, builder);
            return outcome.IsMissing
                ? Undetermined(outcome.MissingPaths, context, builder)
                : Made(outcome, [], null, context, builder, result);
        }
        catch (EvaluationFault fault)
        {
            return Made(default, [], new Diagnostic(fault.Code, Source.Span, [.. fault.Arguments]), context, builder, default);
        }
        finally
        {
            context.Observer = null;
        }
    }

    // A field that hands on what the body found has its reason in the steps of the body.
    private void Tell(ExplanationBuilder? builder, LinkedOutcome field, Value value)
    {
        if (builder is null) return;
        bool? verdict = value.IsTrue ? true : value.IsFalse ? false : null;
        var text = ValueText.Of(value, field.Field.Type);
        if (field.Formula.Tree is BoundMember { Target: BoundSymbol { Symbol: LocalSymbol found } } && found.Slot == _parts.ResultSlot)
            builder.EndAlone("explain.outcome", field.Formula.Span, verdict, null, field.Field.Label, text);
        else builder.End("explain.outcome", field.Formula.Span, verdict, null, field.Field.Label, text);
    }

    private (Value Outcome, Value Result) Run(EvaluationContext context, ExplanationBuilder? builder)
    {
        if (_parts.Calendar?.Enter(context) is { IsMissing: true } noCalendar) return (noCalendar, noCalendar);
        foreach (var step in _parts.Steps)
        {
            builder?.Begin();
            var value = step.Evaluate(context);
            context.Locals[step.Slot] = value;
            builder?.End("explain.let", step.Span, null, null, step.Label, ValueText.Of(value, step.Type));
        }
        var result = Body.Decide(context);
        if (result.IsMissing) return (result, result);
        if (_parts.ResultSlot is { } slot) context.Locals[slot] = result;
        var values = new Value[_parts.Outcome.Length];
        Value unknown = default;
        var anyUnknown = false;
        for (var i = 0; i < values.Length; i++)
        {
            var field = _parts.Outcome[i];
            builder?.Begin();
            var value = field.Compute(context);
            Tell(builder, field, value);
            if (value.IsMissing)
            {
                unknown = anyUnknown ? Operators.Missing(unknown, value) : value;
                anyUnknown = true;
            }
            else if (value.IsNull && !field.Field.Type.IsNullable)
            {
                throw new EvaluationFault(DocumentDiagnostics.NullInOutcome, field.Field.Label, field.Field.Type.Name);
            }
            values[i] = value;
        }
        return (anyUnknown ? unknown : Value.Of(new ValueRecord(OutcomeNames, [.. values])), result);
    }

    /// <summary>No decision: the facts were refused before anything was evaluated.</summary>
    internal Decision Refuse(Diagnostic reason) => Made(default, [], reason, NewContext(), null, default);

    private Decision Undetermined(ImmutableArray<string> missing, EvaluationContext context, ExplanationBuilder? builder)
    {
        builder?.Add("explain.undetermined", Source.Span, null, null, LabelsOf(missing));
        return Made(default, missing, null, context, builder, default);
    }

    private Decision Made(Value[] outcome) =>
        new(this, Value.Of(new ValueRecord(OutcomeNames, ImmutableCollectionsMarshal.AsImmutableArray(outcome))), [], null, [], [], [], default);

    private Decision Made(Value outcome, ImmutableArray<string> missing, Diagnostic? fault, EvaluationContext context, ExplanationBuilder? builder, Value result) =>
        new(this, outcome, missing, fault, context.UnpublishedYears is { } years ? [.. years] : [], context.Warnings is { } warnings ? [.. warnings] : [], builder?.Steps ?? [], result);

    private LocalizedText LabelsOf(ImmutableArray<string> names) => new(language => string.Join(TextCatalog.Rules.Get("value.separator", language),
        names.Select(n => Facts.FirstOrDefault(f => f.Name == n)?.Label.In(language) ?? n)));
}
