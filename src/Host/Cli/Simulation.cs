using CrmWorkflows.Rules.Analysis.Duties;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Host.Cli;

/// <summary>Something that falls due, and whose facts said so.</summary>
internal sealed record FoundDuty(string? Subject, Duty Duty);

/// <summary>A document that could not be evaluated, and what it lacks.</summary>
/// <param name="IsGiven">Whether the facts have an entry for the document: then something in it was forgotten.</param>
internal sealed record LackingDocument(DecisionDocument Document, SortedSet<string> Missing, bool IsGiven);

/// <summary>Runs the plans and service levels of a policy day by day over the subjects of a file. Used by one thread.</summary>
internal sealed class Simulation(SimulationFacts given, TimeZoneInfo zone)
{
    private readonly HashSet<(string Document, string? Subject, string? What, object Due)> _seen = [];
    private readonly List<FoundDuty> _duties = [];
    private readonly SortedDictionary<string, LackingDocument> _lacking = new(StringComparer.Ordinal);

    /// <summary>What falls due, by day and time of day; a day without a time comes last.</summary>
    public IEnumerable<FoundDuty> Duties => _duties.OrderBy(d => d.Duty.Day).ThenBy(d => d.Duty.Due.Kind == ValueKind.Instant ? d.Duty.Due.AsInstant().TimeOfDay : TimeSpan.FromDays(1));

    /// <summary>The documents that lack facts, by name.</summary>
    public IEnumerable<LackingDocument> Lacking => _lacking.Values;

    public SortedDictionary<string, Diagnostic> Faults { get; } = new(StringComparer.Ordinal);

    public SortedSet<int> UnpublishedYears { get; } = [];

    /// <summary>Whether the policy has anything that can fall due.</summary>
    public bool HasDuties { get; private set; }

    public void Run(PolicySet policy, DateOnly from, DateOnly to)
    {
        foreach (var name in policy.Documents.Where(d => IsDuty(d.Kind)).Select(d => d.Name).Distinct())
            for (var day = from; day <= to; day = day.AddDays(1))
                if (policy.Find(name, day) is { } document && IsDuty(document.Kind)) Run(document, day);
    }

    private static bool IsDuty(string kind) => kind is "ObligationPlan" or "ServiceLevel";

    private void Run(DecisionDocument document, DateOnly day)
    {
        HasDuties = true;
        var offset = document.Calendar is { } calendar && calendar.StartOf(day).TryGet(out var start) ? start.Offset : zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue));
        foreach (var (subject, facts) in given.Of(document, day, offset))
        {
            var duties = DutyCalendar.On(document, facts, day, offset, out var decision);
            foreach (var duty in duties)
                if (_seen.Add((document.Name, subject, duty.What?.En, duty.Due))) _duties.Add(new FoundDuty(subject, duty));
            UnpublishedYears.UnionWith(decision.UnpublishedYears);
            if (decision.Fault is { } fault) Faults.TryAdd(document.Name, fault);
            if (!decision.IsUndetermined) continue;
            if (!_lacking.TryGetValue(document.Name, out var lacking))
                _lacking[document.Name] = lacking = new LackingDocument(document, new SortedSet<string>(StringComparer.Ordinal), given.IsGiven(document));
            lacking.Missing.UnionWith(decision.MissingFacts);
        }
    }
}
