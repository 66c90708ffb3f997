using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.PenaltySchedule;

/// <summary>Whether there is something to impose: each formula null when the document does not say it.</summary>
internal sealed record PenaltyConditions(Formula When, Formula? Exempt, Formula? Cancelled);

/// <summary>Types of the result that follow from the document.</summary>
/// <param name="IsTotal">Whether every case brings a measure with a code.</param>
/// <param name="IsCounted">Whether every case has a number.</param>
internal sealed record PenaltyTypes(FactType Measure, FactType Amount, bool IsTotal, bool IsCounted);

/// <summary>Tells which measures an offence, or each of several attempts, brings, and what they cost together.</summary>
internal sealed class PenaltyScheduleBody : KindBody
{
    private const int UsedMember = 14;

    private readonly PenaltyConditions _conditions;
    private readonly OccurrenceReader _occurrence;
    private readonly MeasureGroup _group;
    private readonly Share? _share;
    private readonly PenaltyTypes _types;
    private readonly string _phrases;
    private readonly RecordType _attempt;
    private readonly RecordType _entry;

    public PenaltyScheduleBody(PenaltyConditions conditions, OccurrenceReader occurrence, MeasureGroup group, Share? share, PenaltyTypes types, Sense sense)
    {
        (_conditions, _occurrence, _group, _share, _types) = (conditions, occurrence, group, share, types);
        _phrases = sense == Sense.Reward ? "reward." : "penalty.";
        var measures = new ListType(types.Measure);
        var amount = types.Amount.OrNull();
        var points = ScalarType.Decimal.OrNull();
        _attempt = TypeRules.RecordOf([new("number", ScalarType.Integer), new("quantity", ScalarType.Integer), new("measures", measures), new("amount", amount), new("points", points), new("referred", ScalarType.Boolean)]);
        _entry = TypeRules.RecordOf([new("date", ScalarType.Date.OrNull()), new("number", ScalarType.Integer.OrNull()), new("measures", measures), new("amount", amount), new("points", points), new("cancelled", ScalarType.Boolean)]);
        ResultType = TypeRules.RecordOf(
        [
            new("applies", ScalarType.Boolean),
            new("exempt", ScalarType.Boolean),
            new("cancelled", ScalarType.Boolean),
            new("number", types.IsCounted ? ScalarType.Integer : ScalarType.Integer.OrNull()),
            new("measure", types.IsTotal ? types.Measure.NotNull() : types.Measure.OrNull()),
            new("measures", measures),
            new("amount", amount),
            new("points", points),
            new("referred", ScalarType.Boolean),
            new("referTo", ScalarType.Text.OrNull()),
            new("leastShare", amount),
            new("mostShare", amount),
            new("shareValid", ScalarType.Boolean.OrNull()),
            new("attempts", new ListType(_attempt)),
            new("used", new ListType(ScalarType.Text)),
            new("entry", _entry.OrNull()),
        ]);
    }

    public override RecordType ResultType { get; }

    public override IEnumerable<CoveragePoint> CoveragePoints => _group.All.Where(m => m.Inner is null).Select(m => new CoveragePoint(m.Id, m.Span));

    public override IEnumerable<string> Reached(Value result) => result.AsRecord().Values[UsedMember].AsList().Items.Select(i => i.AsText());

    public override Value Decide(EvaluationContext context)
    {
        var applies = Holds(_conditions.When, "applies", context);
        var exempt = Holds(_conditions.Exempt, "exempt", context);
        var cancelled = Holds(_conditions.Cancelled, "cancelled", context);
        var unknown = Operators.Missing(Operators.Missing(applies, exempt), cancelled);
        if (unknown.IsMissing) return unknown;
        var isDue = applies.IsTrue && !exempt.IsTrue;
        var attempts = isDue ? _occurrence.Read(context, ref unknown) : [];
        if (unknown.IsMissing) return unknown;
        var imposed = new List<(Attempt Attempt, Imposed What)>();
        foreach (var attempt in attempts)
        {
            var what = new Imposed();
            // An attempt without a case brings nothing, whatever its number.
            if (attempt.Quantity > 0) Impose(_group, attempt, what, context);
            if (_share is not null && what.Used.Count > 0) what.Add(_share, context);
            unknown = Operators.Missing(unknown, what.Unknown);
            imposed.Add((attempt, what));
        }
        return unknown.IsMissing ? unknown : Result(imposed, isDue, exempt.IsTrue, cancelled.IsTrue, context);
    }

    private Value Holds(Formula? condition, string phrase, EvaluationContext context)
    {
        if (condition is null) return Value.False;
        // What always holds is no reason.
        var builder = condition.Tree is BoundConstant ? null : ExplanationBuilder.Of(context);
        builder?.Begin();
        var holds = condition.Evaluate(context);
        builder?.End(_phrases + phrase, condition.Span, holds.IsMissing ? null : holds.IsTrue, null);
        return holds;
    }

    private void Impose(MeasureGroup group, Attempt attempt, Imposed what, EvaluationContext context)
    {
        if (group.Choice == Choice.ByNumber)
        {
            var index = attempt.Number - 1;
            if (index >= group.Measures.Length)
            {
                if (group.Beyond == Beyond.Refer) what.Refer(group.ReferTo);
                ExplanationBuilder.Of(context)?.Add(_phrases + "beyond." + group.Beyond, SourceSpan.None, null, null, attempt.Number, group.Measures.Length, group.ReferTo ?? "");
                if (group.Beyond != Beyond.Repeat) return;
                index = group.Measures.Length - 1;
            }
            Apply(group.Measures[(int)index], attempt, what, context);
            return;
        }
        foreach (var measure in group.Measures)
            if (Apply(measure, attempt, what, context) && group.Choice == Choice.First) return;
    }

    // Whether the search for the first that holds is over: it held, or it cannot be told.
    private bool Apply(Measure measure, Attempt attempt, Imposed what, EvaluationContext context)
    {
        var builder = ExplanationBuilder.Of(context);
        builder?.Begin();
        var holds = measure.When.Evaluate(context);
        var isUnknown = what.CannotTell(holds);
        if (holds.IsTrue)
        {
            if (measure.Inner is { } inner) Impose(inner, attempt, what, context);
            else what.Add(measure, attempt.Quantity, context);
            if (measure.Share is { } share) what.Add(share, context);
        }
        builder?.End(_phrases + (_occurrence.Counts ? "measure" : "case"), measure.Span, isUnknown ? null : holds.IsTrue, measure.Clause, measure.Label, attempt.Number, attempt.Quantity);
        return isUnknown || holds.IsTrue;
    }

    private Value Result(List<(Attempt Attempt, Imposed What)> imposed, bool isDue, bool isExempt, bool isCancelled, EvaluationContext context)
    {
        var kept = isCancelled ? [] : imposed;
        var codes = Value.List([.. kept.SelectMany(i => i.What.Codes).Distinct()]);
        var single = kept.Count == 1 && !_occurrence.IsByAttempt ? kept[0].What : null;
        // Of several attempts those that somebody else decides do not enter the sum.
        var amount = single?.Amount ?? Total(kept.Select(i => i.What.Amount));
        var points = single?.Points ?? Total(kept.Select(i => i.What.Points));
        var number = imposed.Count == 0 ? Value.Null : Value.Of(imposed[^1].Attempt.Number);
        var isImposed = imposed.Any(i => !i.What.IsEmpty);
        ExplanationBuilder.Of(context)?.Add(_phrases + (codes.AsList().Count == 0 && !kept.Any(i => i.What.Used.Count > 0) ? "nothing" : "sum"), SourceSpan.None, null, null, ValueText.Of(codes, new ListType(_types.Measure)), ValueText.Of(amount, _types.Amount));
        return Value.Of(new ValueRecord(ResultType.MemberNames,
        [
            Value.Of(isDue),
            Value.Of(isExempt),
            Value.Of(isCancelled),
            number,
            codes.AsList().Count == 0 ? Value.Null : codes.AsList().Items[0],
            codes,
            amount,
            points,
            Value.Of(kept.Any(i => i.What.IsReferred)),
            Value.Of(kept.Select(i => i.What.ReferTo).FirstOrDefault(r => r is not null)),
            single?.LeastShare ?? Value.Null,
            single?.MostShare ?? Value.Null,
            single?.IsShareValid ?? Value.Null,
            Value.List([.. kept.Select(i => AttemptOf(i.Attempt, i.What))]),
            Value.List([.. imposed.SelectMany(i => i.What.Used).Distinct().Select(u => Value.Of(u))]),
            isImposed ? Value.Of(new ValueRecord(_entry.MemberNames, [_occurrence.DayOf(context), number, codes, amount, points, Value.Of(isCancelled)])) : Value.Null,
        ]));
    }

    private Value AttemptOf(Attempt attempt, Imposed what) => Value.Of(new ValueRecord(_attempt.MemberNames,
        [Value.Of(attempt.Number), Value.Of(attempt.Quantity), Value.List([.. what.Codes]), what.Amount, what.Points, Value.Of(what.IsReferred)]));

    private static Value Total(IEnumerable<Value> parts) => Value.Of(parts.Where(p => p.IsPresent).Sum(p => p.AsDecimal()));
}
