using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Policies.PenaltySchedule;

/// <summary>
/// Tells the how-manieth time it is: by a figure, by counting a ledger within a window, or by the place in a list of attempts. A window of twelve
/// months ends on the day of the offence; the day on which it began is outside.
/// </summary>
internal sealed class OccurrenceReader(Formula? number, Formula? ledger, int dateMember, int cancelledMember, Formula? window, Formula? on, Formula? quantity, Formula? attempts)
{
    public bool IsByAttempt => attempts is not null;

    /// <summary>Whether times or cases are told apart at all; a schedule by gravity or responsibility counts nothing.</summary>
    public bool Counts => number is not null || ledger is not null || attempts is not null || quantity is not null;

    public IReadOnlyList<Attempt> Read(EvaluationContext context, ref Value unknown)
    {
        if (attempts is not null)
        {
            var cases = attempts.Evaluate(context);
            unknown = Operators.Missing(unknown, cases);
            if (!cases.IsPresent) return [];
            foreach (var item in cases.AsList().Items) unknown = Operators.Missing(unknown, item);
            return unknown.IsMissing ? [] : [.. cases.AsList().Items.Select((c, i) => new Attempt(i + 1, Count(c)))];
        }
        var each = quantity?.Evaluate(context) ?? Value.Of(1L);
        var which = number is not null ? number.Evaluate(context) : ledger is not null ? Counted(context) : Value.Of(1L);
        unknown = Operators.Missing(unknown, Operators.Missing(each, which));
        if (unknown.IsMissing) return [];
        if (!which.IsPresent || which.AsInteger() < 1) throw new EvaluationFault(PenaltyScheduleDiagnostics.NotANumber, which.IsPresent ? which.AsInteger() : "null");
        return [new Attempt(which.AsInteger(), Count(each))];
    }

    /// <summary>The day of the offence; null when the document does not name it.</summary>
    public Value DayOf(EvaluationContext context) => on?.Evaluate(context) ?? Value.Null;

    private static long Count(Value cases) => !cases.IsPresent ? 0
        : cases.AsInteger() >= 0 ? cases.AsInteger() : throw new EvaluationFault(PenaltyScheduleDiagnostics.NotANumber, cases.AsInteger());

    private Value Counted(EvaluationContext context)
    {
        var (entries, day, length) = (ledger!.Evaluate(context), on!.Evaluate(context), window?.Evaluate(context) ?? Value.Null);
        var unknown = Operators.Missing(Operators.Missing(entries, day), length);
        if (unknown.IsMissing || !day.IsPresent) return unknown.IsMissing ? unknown : Value.Null;
        var from = length.IsPresent && length.AsPeriod().Negate().TryAddTo(day.AsDate(), out var start) ? start : DateOnly.MinValue;
        var count = 1L;
        if (!entries.IsPresent) return Value.Of(count);
        context.Step(entries.AsList().Count);
        foreach (var entry in entries.AsList().Items)
        {
            if (entry.IsMissing) return entry;
            var date = entry.AsRecord().Values[dateMember];
            var cancelled = cancelledMember < 0 ? Value.False : entry.AsRecord().Values[cancelledMember];
            if (date.IsMissing || cancelled.IsMissing) return Operators.Missing(date, cancelled);
            if (date.IsPresent && !cancelled.IsTrue && date.AsDate() > from && date.AsDate() <= day.AsDate()) count++;
        }
        return Value.Of(count);
    }
}
