using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>The clocks of a case, read at one moment. With one target its members stand at the top of the result too.</summary>
internal sealed class ServiceLevelBody : KindBody
{
    private readonly Formula _opened, _asOf;
    private readonly ServiceHours? _startsIn, _runsIn;
    private readonly ImmutableArray<ServiceTarget> _targets;
    private readonly ServiceEvents? _events;
    private readonly EnumType _target, _level;
    private readonly bool _hasLevels;
    private readonly ImmutableArray<RecordType> _types;
    private readonly RecordType _all;

    public ServiceLevelBody(Formula opened, Formula asOf, ServiceHours? startsIn, ServiceHours? runsIn, ImmutableArray<ServiceTarget> targets, ImmutableArray<EnumMember> levels, ServiceEvents? events)
    {
        (_opened, _asOf, _startsIn, _runsIn, _targets, _events) = (opened, asOf, startsIn, runsIn, targets, events);
        _target = new EnumType(new EnumDeclaration("target", [.. targets.Select(t => new EnumMember(t.Code, t.Label))]));
        _level = new EnumType(new EnumDeclaration("level", levels));
        _hasLevels = !levels.IsEmpty;
        _types = [.. targets.Select(TypeOf)];
        _all = TypeRules.RecordOf([.. targets.Select((t, i) => new RecordMember(t.Code, _types[i], t.Label))]);
        ImmutableArray<RecordMember> head = targets.Length == 1
            ? _types[0].Members
            : [Member("state", ServiceState.Type), Member("dueAt", ScalarType.Instant.OrNull())];
        ResultType = TypeRules.RecordOf([.. head, Member("next", _target.OrNull()), Member("targets", _all), .. _hasLevels ? LevelMembers() : []]);
    }

    public override RecordType ResultType { get; }

    public override IEnumerable<CoveragePoint> CoveragePoints =>
        _targets.Select(t => new CoveragePoint(t.Code, t.Span)).Concat(_targets.SelectMany(t => t.Levels).OrderBy(l => l.Index).Select(l => new CoveragePoint(l.Code, l.Span)));

    public override IEnumerable<string> Reached(Value result)
    {
        var record = result.AsRecord();
        var all = record["targets"].AsRecord();
        foreach (var target in _targets)
            if (all[target.Code].AsRecord()["state"] != ServiceState.NotRequired) yield return target.Code;
        if (!_hasLevels) yield break;
        foreach (var level in record["reached"].AsList().Items) yield return level.AsText();
    }

    public override Value Decide(EvaluationContext context)
    {
        var readings = Read(context, out var unknown);
        if (readings.IsDefault) return unknown;
        ServicePhrases.Explain(readings, _events, context);
        var states = readings.Select((r, i) => Of(r, _types[i])).ToImmutableArray();
        var values = ImmutableArray.CreateBuilder<Value>();
        if (readings.Length == 1) values.AddRange(states[0]);
        else values.AddRange(ServiceState.Together([.. states.Select(s => s[0])]), Next(readings) is { } due ? Value.Of(due.Clock!.DueAt) : Value.Null);
        values.Add(Next(readings) is { } next ? Value.Of(next.Target.Code) : Value.Null);
        values.Add(Value.Of(new ValueRecord(_all.MemberNames, [.. states.Select((s, i) => Value.Of(new ValueRecord(_types[i].MemberNames, s)))])));
        if (_hasLevels && !Levels(readings, context, values, out unknown)) return unknown;
        return Value.Of(new ValueRecord(ResultType.MemberNames, values.ToImmutable()));
    }

    /// <summary>The readings of all targets; default, and what is missing, when a fact is not there.</summary>
    public ImmutableArray<TargetReading> Read(EvaluationContext context, out Value unknown)
    {
        var (opened, asOf) = (_opened.Evaluate(context), _asOf.Evaluate(context));
        unknown = Operators.Missing(opened, asOf);
        if (unknown.IsMissing) return default;
        return new CaseReader(_startsIn, _runsIn, _events, context).Read(_targets, CaseReader.InstantOf(opened, context), CaseReader.InstantOf(asOf, context), out unknown);
    }

    // The target that is due first of those that are not done.
    private static TargetReading? Next(ImmutableArray<TargetReading> readings) =>
        readings.Where(r => r.Clock is { DoneAt: null }).MinBy(r => r.Clock!.DueAt);

    private static bool Levels(ImmutableArray<TargetReading> readings, EvaluationContext context, ImmutableArray<Value>.Builder values, out Value unknown)
    {
        unknown = Value.Null;
        var levels = readings.Where(r => r.Clock is not null)
            .SelectMany(r => r.Levels.Select((l, i) => (Level: l, At: r.Clock!.Marks[i + (r.Warns ? 1 : 0)], Reached: r.Clock.Reached[i + (r.Warns ? 1 : 0)], Open: r.Clock.DoneAt is null)))
            .OrderBy(l => l.Level.Index).ToArray();
        var notify = new List<Value>();
        foreach (var (level, _, _, _) in levels.Where(l => l.Reached))
        {
            if (level.Notify is null) continue;
            var roles = level.Notify.Evaluate(context);
            if (roles.IsMissing)
            {
                unknown = roles;
                return false;
            }
            if (roles.IsPresent) notify.AddRange(roles.Kind == ValueKind.List ? roles.AsList().Items : [roles]);
        }
        var next = levels.Where(l => l is { Reached: false, Open: true }).OrderBy(l => l.At).FirstOrDefault();
        values.Add(Value.Of(new ValueList([.. levels.Where(l => l.Reached).Select(l => Value.Of(l.Level.Code))])));
        values.Add(Value.Of(new ValueList([.. notify.Distinct()])));
        values.Add(Value.Of(new ValueList([.. levels.Where(l => l.Reached).SelectMany(l => l.Level.Actions).Distinct().Select(a => Value.Of(a))])));
        values.Add(next.Level is null ? Value.Null : Value.Of(next.Level.Code));
        values.Add(next.Level is null ? Value.Null : Value.Of(next.At));
        return true;
    }

    private static ImmutableArray<Value> Of(TargetReading reading, RecordType type)
    {
        if (reading.Clock is not { } clock)
            return [ServiceState.NotRequired, .. type.Members.Skip(1).Select(m => m.Type.Kind == ValueKind.Boolean ? Value.False : Value.Null)];
        var state = clock.IsBreached ? ServiceState.Breached : clock.DoneAt is null ? ServiceState.Open : ServiceState.Met;
        return
        [
            state, Value.Of(clock.StartsAt), Value.Of(clock.DueAt),
            .. reading.Warns ? ImmutableArray.Create(Value.Of(clock.Marks[0]), Value.Of(clock.Reached[0])) : [],
            clock.DoneAt is { } done ? Value.Of(done) : Value.Null, Value.Of(clock.IsPaused),
            Amount(clock.Terms.Basis.Unit, clock.Consumed), Amount(clock.Terms.Basis.Unit, Math.Max(0, clock.Terms.Limit - clock.Consumed)), Value.Of(clock.Paused),
            .. reading.Target.By is null ? ImmutableArray<Value>.Empty : [reading.By],
        ];
    }

    private static RecordType TypeOf(ServiceTarget target)
    {
        var amount = target.Limit.Type.NotNull();
        FactType Sometimes(FactType type) => target.IsOptional ? type.OrNull() : type;
        return TypeRules.RecordOf(
        [
            Member("state", ServiceState.Type), Member("clockStartsAt", Sometimes(ScalarType.Instant)), Member("dueAt", Sometimes(ScalarType.Instant)),
            .. target.Warn is null ? ImmutableArray<RecordMember>.Empty : [Member("warnAt", Sometimes(ScalarType.Instant)), Member("isWarned", ScalarType.Boolean)],
            Member("doneAt", ScalarType.Instant.OrNull()), Member("isPaused", ScalarType.Boolean),
            Member("consumed", Sometimes(amount)), Member("remaining", Sometimes(amount)), Member("pausedFor", Sometimes(ScalarType.Duration)),
            .. target.By is null ? ImmutableArray<RecordMember>.Empty : [Member("by", Sometimes(target.By.Type))],
        ]);
    }

    private ImmutableArray<RecordMember> LevelMembers() =>
    [
        Member("reached", new ListType(_level)), Member("notify", new ListType(ScalarType.Text)), Member("actions", new ListType(ScalarType.Text)),
        Member("nextLevel", _level.OrNull()), Member("nextLevelAt", ScalarType.Instant.OrNull()),
    ];

    /// <summary>An amount of a clock as a value of the limit's type.</summary>
    public static Value Amount(ClockUnit unit, long amount) => unit switch
    {
        ClockUnit.ElapsedTime => Value.Of(new TimeSpan(amount)),
        ClockUnit.WorkingTime => Value.Of(new WorkingTime(new TimeSpan(amount))),
        ClockUnit.WorkingDays => Value.Of(new WorkingDays((int)amount)),
        _ => Value.Of(CalendarPeriod.OfDays((int)amount)),
    };

    private static RecordMember Member(string name, FactType type) => new(name, type, TextCatalog.Rules.Find("service.result." + name));
}
