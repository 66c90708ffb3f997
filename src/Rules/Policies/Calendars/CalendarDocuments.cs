using System.Collections.Immutable;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Policies.Calendars;

/// <summary>Reads calendar documents and builds them, each after its base.</summary>
internal sealed class CalendarDocuments(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, CalendarDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Calendar?> _built = new(StringComparer.Ordinal);
    private readonly HashSet<string> _building = new(StringComparer.Ordinal);

    public void Read(JsonSourceNode node)
    {
        if (new DocumentReader(diagnostics).Read<CalendarDocument>(node) is not { } document) return;
        if (document.Kind != "Calendar")
            diagnostics.Add(DocumentDiagnostics.UnknownKind, document.Span with { Length = 1 }, document.Kind, Suggestion.Phrase(document.Kind, ["Calendar"]), "Calendar");
        else if (!_documents.TryAdd(document.Name, document))
            diagnostics.Add(DocumentDiagnostics.NameTaken, document.Span with { Length = 1 }, document.Name);
    }

    /// <summary>What a person reads of each calendar.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Titles => _documents.ToDictionary(d => d.Key, d => d.Value.Title, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Calendar> Build()
    {
        foreach (var name in _documents.Keys) Build(name);
        return _built.Where(b => b.Value is not null).ToDictionary(b => b.Key, b => b.Value!, StringComparer.Ordinal);
    }

    private Calendar? Build(string name)
    {
        if (_built.TryGetValue(name, out var known)) return known;
        var document = _documents[name];
        if (!_building.Add(name))
        {
            diagnostics.Add(DocumentDiagnostics.Cycle, document.Span with { Length = 1 }, name, document.Base);
            return null;
        }
        Calendar? below = null;
        if (document.Base is { } baseName)
        {
            if (!_documents.ContainsKey(baseName))
            {
                diagnostics.Add(DocumentDiagnostics.UnknownDecision, document.Span with { Length = 1 }, baseName, Suggestion.Phrase(baseName, _documents.Keys));
                return _built[name] = null;
            }
            below = Build(baseName);
            if (below is null) return _built[name] = null; // its own findings say why
        }
        if (Definition(document) is not { } definition) return _built[name] = null;
        // Every day is open alike: of the base only the wall clock counts.
        if (document.Daily.Count > 0)
        {
            if (document is not { Week.Count: 0, Holidays.Count: 0, MakeUp.Count: 0, Ordinary.Count: 0, MakeUpFollows: null, Published: null })
            {
                diagnostics.Add(CalendarDiagnostics.DailyStandsAlone, document.Span with { Length = 1 }, name);
                return _built[name] = null;
            }
            definition = definition with { TimeZone = definition.TimeZone ?? below?.Zone.Id, LocalTimes = definition.LocalTimes ?? below?.LocalTimes };
            below = null;
        }
        var build = Calendar.Build(definition, below);
        diagnostics.AddRange(build.Diagnostics);
        return _built[name] = build.Calendar;
    }

    private CalendarDefinition? Definition(CalendarDocument d)
    {
        var ok = true;
        var definition = new CalendarDefinition
        {
            Name = d.Name,
            TimeZone = d.TimeZone,
            LocalTimes = d.LocalTimes is { } l ? new LocalTimePolicy(l.Skipped, l.Repeated) : null,
            Week = d.Daily.Count > 0
                ? [new WeekdayHours([.. Enum.GetValues<DayOfWeek>()], Frames(d.Daily, d), d.Span with { Length = 1 })]
                : [.. d.Week.Select(w => new WeekdayHours([.. w.Days], Frames(w.Hours, w), w.Span))],
            Holidays = [.. d.Holidays.Select(h => new HolidayEntry(h.From, h.To ?? h.From, h.Name, h.Span))],
            MakeUp = [.. d.MakeUp.Select(m => new MakeUpEntry(m.Date, m.Name, m.Follows, Frames(m.Hours, m), m.Span))],
            Ordinary = [.. d.Ordinary.Select(o => new OrdinaryEntry(o.From, o.To ?? o.From, o.Span))],
            MakeUpFollows = d.MakeUpFollows,
            Published = d.Published is { } years ? [.. years] : null,
            Span = d.Span with { Length = 1 },
        };
        return ok ? definition : null;

        ImmutableArray<TimeFrame> Frames(IReadOnlyList<string> hours, DocumentPart part)
        {
            var frames = ImmutableArray.CreateBuilder<TimeFrame>();
            foreach (var text in hours)
            {
                if (TimeFrame.TryParse(text, out var frame)) frames.Add(frame);
                else
                {
                    diagnostics.Add(CalendarDiagnostics.NotATimeFrame, part.Span, text);
                    ok = false;
                }
            }
            return frames.ToImmutable();
        }
    }
}
