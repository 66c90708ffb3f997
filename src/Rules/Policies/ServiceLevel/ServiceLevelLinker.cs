using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>Links a service level: targets, their levels, and the hours in which they run.</summary>
internal sealed class ServiceLevelLinker(ServiceLevelDocument document, LinkContext context)
{
    private readonly string[] _targets = [.. document.Targets.Select(t => t.Target)];
    private bool _ok = true;

    public ServiceLevelBody? Link()
    {
        if (_targets.Length == 0) Report(ServiceLevelDiagnostics.NoTargets, document.Span with { Length = 1 });
        foreach (var twice in document.Targets.Where((t, i) => _targets.Take(i).Contains(t.Target))) Report(ServiceLevelDiagnostics.CodeTwice, twice.Span, twice.Target);
        foreach (var twice in document.Levels.Where((l, i) => document.Levels.Take(i).Any(o => o.Level == l.Level))) Report(ServiceLevelDiagnostics.CodeTwice, twice.Span, twice.Level);
        var opened = Moment(document.Opened, mayBeNull: false);
        var asOf = AsOf();
        var startsIn = Hours(document.StartsIn);
        var runsIn = Hours(document.RunsIn);
        foreach (var level in document.Levels) CheckTarget(level);
        var targets = document.Targets.Select(Target).ToArray();
        var events = document.Events is null ? null : Need(new EventsLinker(document, _targets, context).Link());
        if (!_ok) return null;
        CheckHours(targets!);
        if (!_ok) return null;
        var levels = document.Levels.Select(l => new EnumMember(l.Level, l.Label)).ToImmutableArray();
        return new ServiceLevelBody(opened!, asOf!, startsIn, runsIn, [.. targets!], levels, events);
    }

    private Formula? AsOf()
    {
        if (document.AsOf is { } text) return Moment(text, mayBeNull: false);
        var name = context.Scope.Find("asOf") is { } given && given.Type.NotNull().Equals(ScalarType.Instant) ? given : context.Scope.Find("now")!;
        return new Formula(new BoundSymbol(new NameSyntax(default, name.Name), name), name.Name, _ => document.Span);
    }

    // A day stands for its beginning; what is counted in days does not look at the time of day.
    private Formula? Moment(ExpressionText text, bool mayBeNull)
    {
        if (Need(context.Formula(text)) is not { } moment) return null;
        if (moment.Type is not NullType && (mayBeNull || !moment.Type.IsNullable) && moment.Type.NotNull().Kind is ValueKind.Instant or ValueKind.Date) return moment;
        Report(BindingDiagnostics.WrongResult, text.Span, ScalarType.Instant.Name, moment.Type.Name);
        return null;
    }

    private ServiceHours? Hours(ClockTimeEntry? entry)
    {
        if (entry is null || entry.In is ClockTime.Elapsed) return null;
        var isWindow = entry.Opens is not null && entry.Hours is not null;
        if (isWindow == entry.In is ClockTime.Calendar || (entry.Opens is null) != (entry.Hours is null))
        {
            Report(ServiceLevelDiagnostics.WindowShape, entry.Span);
            return null;
        }
        if (!isWindow)
        {
            if (document.Calendar is null) Report(ServiceLevelDiagnostics.NoHoursNamed, entry.Span);
            return new ServiceHours(null, null, entry.Span);
        }
        var opens = Need(context.Formula(entry.Opens!, ScalarType.TimeOfDay));
        var hours = Need(context.Formula(entry.Hours!));
        if (hours is not null && hours.Type.NotNull().Kind is not (ValueKind.WorkingTime or ValueKind.Duration)) Report(ServiceLevelDiagnostics.WindowShape, entry.Hours!.Span);
        return opens is null || hours is null ? null : new ServiceHours(opens, hours, entry.Span);
    }

    private ServiceTarget? Target(TargetEntry entry)
    {
        var when = entry.When is null ? null : Need(context.Condition(entry.When));
        var done = entry.Done is null ? null : Moment(entry.Done, mayBeNull: true);
        if ((entry.Done is null) == (entry.DoneOn is null)) Report(ServiceLevelDiagnostics.NeverDone, entry.Span, entry.Target);
        if (entry.DoneOn is not null && document.Events is null) Report(ServiceLevelDiagnostics.EventsMissing, entry.Span, entry.DoneOn);
        if (Need(context.Formula(entry.Limit)) is not { } limit) return null;
        if (UnitOf(limit.Type) is not { } unit)
        {
            Report(ServiceLevelDiagnostics.NoLimit, entry.Limit.Span, limit.Type.Name);
            return null;
        }
        var warn = entry.Warn is null ? null : Mark(entry.Warn, limit.Type);
        var by = Roles(entry.By);
        var levels = ImmutableArray.CreateBuilder<ServiceEscalation>();
        for (var i = 0; i < document.Levels.Count; i++)
            if ((document.Levels[i].Target ?? (_targets.Length == 1 ? entry.Target : null)) == entry.Target && Level(document.Levels[i], i, limit.Type) is { } level) levels.Add(level);
        return new ServiceTarget(entry.Target, entry.Label, when, limit, unit, warn, warn is not null && IsShare(warn), done, entry.DoneOn, by, levels.ToImmutable(), entry.Clause, entry.Span);
    }

    private ServiceEscalation? Level(LevelEntry entry, int index, FactType limit)
    {
        var at = Mark(entry.At, limit);
        var when = entry.When is null ? null : Need(context.Condition(entry.When));
        var notify = Roles(entry.Notify);
        return at is null ? null : new ServiceEscalation(index, entry.Level, entry.Label, at, IsShare(at), when, notify, [.. entry.Actions], entry.Clause, entry.Span);
    }

    private Formula? Roles(ExpressionText? text)
    {
        if (text is null || Need(context.Formula(text)) is not { } roles) return null;
        if (((roles.Type.NotNull() as ListType)?.Element ?? roles.Type).NotNull() is { Kind: ValueKind.Text } or NullType) return roles;
        Report(BindingDiagnostics.WrongResult, text.Span, "List<Text>", roles.Type.Name);
        return null;
    }

    // A mark is an amount of the limit's own type, or a share of the limit.
    private Formula? Mark(ExpressionText text, FactType limit)
    {
        if (Need(context.Formula(text)) is not { } mark) return null;
        if (mark.Type.NotNull().Equals(limit.NotNull()) || IsShare(mark)) return mark;
        Report(ServiceLevelDiagnostics.WrongMark, text.Span, mark.Type.Name, limit.NotNull().Name);
        return null;
    }

    private void CheckTarget(LevelEntry level)
    {
        if (level.Target is null && _targets.Length != 1) Report(ServiceLevelDiagnostics.LevelOfWhich, level.Span, level.Level);
        else if (level.Target is { } name && !_targets.Contains(name)) Report(ServiceLevelDiagnostics.UnknownTarget, level.Span, name, Suggestion.Phrase(name, _targets));
    }

    private void CheckHours(IReadOnlyList<ServiceTarget> targets)
    {
        var working = targets.FirstOrDefault(t => t.Unit == ClockUnit.WorkingTime);
        if (document.RunsIn is { } runsIn && (working is null || runsIn.In is ClockTime.Elapsed))
            Report(ServiceLevelDiagnostics.RunsElsewhere, runsIn.Span, (working ?? targets[0]).Limit.Type.Name);
        var needs = targets.FirstOrDefault(t => t.Unit == ClockUnit.WorkingDays || (t.Unit == ClockUnit.WorkingTime && document.RunsIn?.Opens is null));
        if (needs is not null && document.Calendar is null) Report(ServiceLevelDiagnostics.NoHoursNamed, needs.Span);
    }

    private static ClockUnit? UnitOf(FactType limit) => limit.NotNull().Kind switch
    {
        ValueKind.Duration => ClockUnit.ElapsedTime,
        ValueKind.WorkingTime => ClockUnit.WorkingTime,
        ValueKind.WorkingDays => ClockUnit.WorkingDays,
        ValueKind.Period => ClockUnit.CalendarDays,
        _ => null,
    };

    private static bool IsShare(Formula mark) => mark.Type.NotNull().Equals(ScalarType.Percentage);

    private T? Need<T>(T? part)
        where T : class
    {
        _ok &= part is not null;
        return part;
    }

    private void Report(DiagnosticCode code, SourceSpan span, params ReadOnlySpan<object?> arguments)
    {
        context.Diagnostics.Add(code, span, arguments);
        _ok = false;
    }
}
