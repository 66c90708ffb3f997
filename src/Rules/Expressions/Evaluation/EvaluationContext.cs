using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

/// <summary>
/// What one evaluation sees: facts, intermediate results, the moment, the calendar, and how many steps it may still take.
/// Belongs to one thread; can be used again for the next row after <see cref="Reset"/>.
/// </summary>
internal sealed class EvaluationContext(int factCount, int localCount)
{
    /// <summary>Most steps (function items, lambda calls) that one decision may take.</summary>
    public const int StepLimit = 2_000_000;

    public Value[] Facts { get; } = new Value[factCount];

    public Value[] Locals { get; } = new Value[localCount];

    public DateTimeOffset Now { get; set; }

    public DateOnly Today { get; set; }

    public DateOnly AsOf { get; set; }

    /// <summary>The calendar that the document names; null when it names none.</summary>
    public Calendar? Calendar { get; set; }

    /// <summary>Told of every evaluated node; null on the fast path.</summary>
    public IEvaluationObserver? Observer { get; set; }

    /// <summary>The years whose holidays are not published yet and that a result touched.</summary>
    public SortedSet<int>? UnpublishedYears { get; private set; }

    /// <summary>What the decision found worth a warning, for example a make-up day that is also given as a holiday.</summary>
    public List<Diagnostic>? Warnings { get; private set; }

    /// <summary>Steps taken so far.</summary>
    public int Steps { get; set; }

    /// <summary>Counts work; a decision that would take too long ends as a fault instead.</summary>
    public void Step(int count = 1)
    {
        Steps += count;
        if (Steps > StepLimit) throw new EvaluationFault(EvaluationDiagnostics.TooManySteps, StepLimit);
    }

    public void TouchUnpublished(IEnumerable<int> years) => (UnpublishedYears ??= []).UnionWith(years);

    public void Warn(IEnumerable<Diagnostic> warnings)
    {
        foreach (var warning in warnings) (Warnings ??= []).Add(warning);
    }

    public void Reset()
    {
        Array.Clear(Facts);
        Array.Clear(Locals);
        Steps = 0;
        UnpublishedYears = null;
        Warnings = null;
    }
}
