using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Host.Cli;

/// <summary>What a document calls the day or moment at which it is asked: facts of these names are supplied by whoever asks, unless the facts give them.</summary>
internal static class AskedDay
{
    /// <summary>Supplies the facts that are the day itself and were not given.</summary>
    public static void Fill(DecisionDocument document, Value[] facts, EvaluationMoment moment)
    {
        for (var i = 0; i < facts.Length; i++)
            if (facts[i].IsMissing && Of(document.Facts[i], moment) is { } value) facts[i] = value;
    }

    private static Value? Of(FactDeclaration fact, EvaluationMoment moment)
    {
        var day = moment.AsOf ?? moment.Today;
        return (fact.Name, fact.Type.NotNull().Kind) switch
        {
            ("asOf" or "today" or "day" or "date", ValueKind.Date) => Value.Of(day),
            ("asOf" or "now", ValueKind.Instant) => Value.Of(moment.Now),
            ("month", ValueKind.YearMonth) => Value.Of(YearMonth.Of(day)),
            ("year", ValueKind.Integer) => Value.Of((long)day.Year),
            _ => null,
        };
    }
}
