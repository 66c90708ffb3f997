using CrmWorkflows.Rules.Analysis.Duties;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary>Something that falls due, and whose facts said so.</summary>
internal sealed record FoundDuty(string? Subject, Duty Duty);

/// <summary>Runs the documents of a policy day by day over the subjects of a file. Used by one thread.</summary>
internal sealed class Simulation(SimulationFacts given, TimeZoneInfo zone)
{
    private readonly HashSet<(string Document, string? Subject, string? What, object Due)> _seen = [];

    public List<FoundDuty> Duties { get; } = [];

    /// <summary>The documents that lack facts, with the facts.</summary>
    public SortedDictionary<string, SortedSet<string>> Undetermined { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Diagnostic> Faults { get; } = new(StringComparer.Ordinal);

    public SortedSet<int> UnpublishedYears { get; } = [];

    public void Run(PolicySet policy, string name, DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (policy.Find(name, day) is not { Kind: "ObligationPlan" or "ServiceLevel" } document) continue;
            var offset = document.Calendar is { } calendar && calendar.StartOf(day).TryGet(out var start) ? start.Offset : zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue));
            foreach (var (subject, facts) in given.Of(document, day, offset))
            {
                var duties = DutyCalendar.On(document, facts, day, offset, out var decision);
                foreach (var duty in duties)
                    if (_seen.Add((name, subject, duty.What?.En, duty.Due))) Duties.Add(new FoundDuty(subject, duty));
                UnpublishedYears.UnionWith(decision.UnpublishedYears);
                if (decision.Fault is { } fault) Faults.TryAdd(name, fault);
                if (!decision.IsUndetermined) continue;
                if (!Undetermined.TryGetValue(name, out var missing)) Undetermined[name] = missing = new SortedSet<string>(StringComparer.Ordinal);
                missing.UnionWith(decision.MissingFacts);
            }
        }
    }
}
