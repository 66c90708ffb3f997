using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>
/// Shifts every figure of the documents that decide clauses, one at a time and in memory, and finds the shifts that neither a worked case nor a
/// test beside the documents notices: what a typing error there would do unseen.
/// </summary>
public static class MutationRunner
{
    /// <summary>Runs the worked cases and tests against every mutant.</summary>
    /// <param name="library">The policies.</param>
    /// <param name="file">Name of the file of worked cases, for messages.</param>
    /// <param name="utf8">Its content.</param>
    /// <param name="moment">Time inputs of the decisions.</param>
    /// <param name="progress">Told after each mutant: how many are done, and of how many.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public static MutationReport Run(
        PolicyLibrary library, string file, ReadOnlySpan<byte> utf8, EvaluationMoment moment, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var diagnostics = new DiagnosticBag();
        var cases = ConformanceRunner.Cases(file, utf8, diagnostics).ToArray();
        var plans = library.Policies.Select(policy => new PolicyPlan(policy, cases, moment, diagnostics)).ToArray();
        var total = plans.Sum(p => p.Shifts.Length);
        var mutants = ImmutableArray.CreateBuilder<Mutant>(total);
        foreach (var plan in plans)
        {
            PolicyVariant? variant = null;
            foreach (var planned in plan.Shifts)
            {
                cancellation.ThrowIfCancellationRequested();
                if (variant?.Affected[0] != planned.Document) variant = new PolicyVariant(plan.Policy, planned.Document);
                mutants.Add(plan.Judge(planned, variant));
                progress?.Invoke(mutants.Count, total);
            }
            plan.Equivalents.ReportIdle(plan.Documents, diagnostics);
        }
        return new MutationReport(mutants.ToImmutable(), [.. plans.SelectMany(p => p.Checks.Failing)], diagnostics.ToImmutable());
    }

    private sealed record PlannedShift(DecisionDocument Document, LinkedFigure Figure, FigureShift Shift);

    private sealed class PolicyPlan
    {
        public PolicyPlan(PolicySet policy, IEnumerable<ConformanceCase> cases, EvaluationMoment moment, DiagnosticBag diagnostics)
        {
            Policy = policy;
            var files = ExampleFile.ReadAll(policy, diagnostics).ToArray();
            foreach (var examples in files) Equivalents.ReportUnknown(policy, examples, diagnostics);
            Checks = new MutationChecks(policy, cases, files, moment);
            Equivalents = new Equivalents(files);
            Documents = [.. policy.Documents.Where(d => new PolicyVariant(policy, d).Affected.Any(a => a.Decides.Count > 0))];
            Shifts =
            [
                .. from document in Documents
                   from figure in document.Parts.Figures
                   from shift in FigureShifts.Of(document, figure)
                   select new PlannedShift(document, figure, shift),
            ];
        }

        public PolicySet Policy { get; }

        public MutationChecks Checks { get; }

        public Equivalents Equivalents { get; }

        /// <summary>The documents that decide a clause, and those that such a document uses.</summary>
        public ImmutableArray<DecisionDocument> Documents { get; }

        public ImmutableArray<PlannedShift> Shifts { get; }

        public Mutant Judge(PlannedShift planned, PolicyVariant variant)
        {
            var (document, figure, shift) = planned;
            var after = variant.Link(shift.Place, shift.Value, new DiagnosticBag());
            var noticed = after.IsDefault || Checks.Notice(variant.Affected, after);
            var reason = noticed ? null : Equivalents.ReasonFor(document, shift);
            var status = noticed ? MutantStatus.Noticed : reason is null ? MutantStatus.Survived : MutantStatus.Equivalent;
            return new Mutant($"{Policy.Line}/{Policy.Name}", document.Name, shift.Place.Span, shift.Pointer, figure.Label, shift.Change, status, reason);
        }
    }
}
