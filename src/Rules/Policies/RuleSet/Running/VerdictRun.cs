using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>
/// Runs the rules of a plan for their verdicts alone: no outcome, no message, no scope is made. What a rule sees lies in one row of values:
/// inputs, globals, and behind them the locals of the rule that is running. Used again by the next run on the same thread.
/// </summary>
internal sealed class VerdictRun
{
    [ThreadStatic]
    private static VerdictRun? _idle;

    private readonly DialectContext _context = new(default);
    private object?[] _values = new object?[16];

    /// <summary>Runs all rules; false when a global fails, which takes all rules along.</summary>
    public static bool Run(WorkflowPlan plan, RuleInput[] inputs, DateTimeOffset now, RunResults results)
    {
        // A function of the embedding program may run rules itself: it finds no idle run and makes its own.
        var run = _idle ?? new VerdictRun();
        _idle = null;
        try
        {
            return run.RunAll(plan, inputs, now, results);
        }
        finally
        {
            Array.Clear(run._values, 0, Math.Min(plan.Slots, run._values.Length));
            _idle = run;
        }
    }

    private bool RunAll(WorkflowPlan plan, RuleInput[] inputs, DateTimeOffset now, RunResults results)
    {
        if (_values.Length < plan.Slots) _values = new object?[plan.Slots];
        _context.Begin(now);
        for (var i = 0; i < inputs.Length; i++) _values[i] = inputs[i].Value;
        if (!plan.Globals.IsEmpty && !Parameters(plan.Globals.AsSpan(), inputs.Length)) return false;
        var rules = plan.Rules.AsSpan();
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].HasActions) results.Keep(i);
            else if (Verdict(rules[i], out var fault)) results.SetHolds(i);
            else
            {
                if (fault is not null) results.SetFault(i, fault);
                if (!plan.IsSnapshot && (fault is not null || rules[i].TellsValues)) results.Keep(i);
            }
        }
        return true;
    }

    private bool Verdict(RulePlan rule, out Exception? fault)
    {
        try
        {
            fault = null;
            return Verdict(rule);
        }
        catch (Exception e)
        {
            // The rule is false, and what it threw becomes a finding when somebody asks.
            fault = e;
            return false;
        }
    }

    private bool Verdict(RulePlan rule)
    {
        if (rule.Failure is not null || rule.IsClashing) return false;
        if (!rule.Locals.IsEmpty && !Parameters(rule.Locals.AsSpan(), rule.Scope.Length - rule.Locals.Length)) return false;
        if (rule.Rule.IsNested) return Nested(rule);
        _context.Begin();
        return rule.Condition!.Function is { } condition && condition(_values, _context);
    }

    // A child that fails is false for its parent; children behind the one that decides change nothing.
    private bool Nested(RulePlan rule)
    {
        var isAnd = rule.IsAnd;
        foreach (var child in rule.Children)
            if (Verdict(child, out _) != isAnd) return !isAnd;
        return isAnd && !rule.Children.IsEmpty;
    }

    private bool Parameters(ReadOnlySpan<ParameterPlan> plans, int from)
    {
        try
        {
            for (var i = 0; i < plans.Length; i++)
            {
                _context.Begin();
                _values[from + i] = plans[i].Function(_values, _context);
            }
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
