using System.Collections.Immutable;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>
/// What came of a run: the verdicts at once; messages, children and failures of a rule when somebody asks for them. Rules are pure and
/// inputs of JSON never change, so that asking later gives what asking at once would have given. Thread-safe.
/// </summary>
internal sealed class RunResults
{
    private readonly RuleSetRunner _runner;
    private readonly WorkflowPlan _plan;
    private readonly RuleInput[] _inputs;
    private readonly DateTimeOffset _now;
    private readonly ulong[]? _further;
    private ulong _verdicts;
    private RuleOutcome?[]? _outcomes;
    private Exception?[]? _faults;
    private GlobalScope? _scope;

    public RunResults(RuleSetRunner runner, WorkflowPlan plan, RuleInput[] inputs, DateTimeOffset now)
    {
        (_runner, _plan, _inputs, _now) = (runner, plan, inputs, now);
        if (plan.Rules.Length > 64) _further = new ulong[(plan.Rules.Length - 1) / 64];
    }

    /// <summary>Results that have been worked out already.</summary>
    public RunResults(RuleSetRunner runner, WorkflowPlan plan, RuleInput[] inputs, DateTimeOffset now, RuleOutcome[] outcomes)
        : this(runner, plan, inputs, now)
    {
        _outcomes = outcomes;
        for (var i = 0; i < outcomes.Length; i++)
            if (outcomes[i].IsSuccess) SetHolds(i);
    }

    public int Count => _plan.Rules.Length;

    /// <summary>Whether a rule holds.</summary>
    public bool Holds(int index) => ((index < 64 ? _verdicts : _further![(index / 64) - 1]) >> (index & 63) & 1) != 0;

    /// <summary>A rule with everything that belongs to it.</summary>
    public RuleOutcome this[int index]
    {
        get
        {
            var outcomes = Volatile.Read(ref _outcomes) ?? Interlocked.CompareExchange(ref _outcomes, new RuleOutcome?[Count], null) ?? _outcomes;
            return outcomes[index] ?? Interlocked.CompareExchange(ref outcomes[index], Work(index), null) ?? outcomes[index]!;
        }
    }

    public ImmutableArray<RuleOutcome> ToImmutable()
    {
        var outcomes = ImmutableArray.CreateBuilder<RuleOutcome>(Count);
        for (var i = 0; i < Count; i++) outcomes.Add(this[i]);
        return outcomes.MoveToImmutable();
    }

    internal void SetHolds(int index)
    {
        if (index < 64) _verdicts |= 1UL << index;
        else _further![(index / 64) - 1] |= 1UL << (index & 63);
    }

    /// <summary>Keeps what a rule threw.</summary>
    internal void SetFault(int index, Exception fault) => (_faults ??= new Exception?[Count])[index] = fault;

    /// <summary>Works a rule out now and keeps it.</summary>
    internal RuleOutcome Keep(int index)
    {
        var outcome = this[index];
        if (outcome.IsSuccess) SetHolds(index);
        return outcome;
    }

    private RuleOutcome Work(int index)
    {
        _scope ??= _runner.ScopeOf(_plan, _inputs, _now);
        return _runner.Work(_plan.Rules[index], _scope, _inputs, _now, Holds(index), _faults?[index]);
    }
}

/// <summary>What all rules of a run see, or why none of them can run.</summary>
internal sealed record GlobalScope(ImmutableArray<RuleInput> Inputs, RuleFailure? Failure);
