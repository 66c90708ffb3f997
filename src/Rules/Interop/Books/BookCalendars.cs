using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Interop.Books;

/// <summary>The calendars that the clauses count by: hours of the week, holidays, make-up working days.</summary>
internal sealed class BookCalendars(PolicySet policy, IReadOnlyList<DecisionDocument> documents, BookTexts texts, MarkdownWriter book)
{
    public void Write()
    {
        var calendars = documents.Select(d => d.Calendar).OfType<Calendar>().DistinctBy(c => c.Name).ToArray();
        if (calendars.Length == 0) return;
        book.Heading(2, texts.Of("book.calendars"));
        foreach (var calendar in calendars) Write(calendar);
    }

    private void Write(Calendar calendar)
    {
        book.Heading(3, Title(policy, calendar.Name, texts.Language));
        var days = new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday };
        if (days.All(d => Worked(calendar, d) is null or { Hours.IsEmpty: true }))
            book.Paragraph(texts.Of("book.weekdays", Names(days.Where(d => Worked(calendar, d) is not null)), Names(days.Where(d => Worked(calendar, d) is null))));
        else
            book.Table([texts.Of("book.weekday"), texts.Of("book.hours")], days.Select(d => new[] { texts.Of("book.weekday." + d), Hours(calendar, d) }));
        var listed = Stretches(calendar.Listed).ToArray();
        if (listed.Length == 0)
        {
            var isSupplied = documents.Any(d => d.Calendar?.Name == calendar.Name && d.Source.Calendar is { } own && (own.Holidays ?? own.MakeUp) is not null);
            book.Paragraph(texts.Of(isSupplied ? "book.daysSupplied" : "book.noListed"));
            return;
        }
        book.Paragraph(texts.Of("book.listedDays"));
        book.Table([texts.Of("book.days"), texts.Of("book.dayKind"), texts.Of("book.dayName")],
            listed.Select(s => new[] { s.First == s.Last ? texts.Of("book.day", s.First) : texts.Of("book.dayRange", s.First, s.Last), texts.Of("book.dayKind." + s.Kind), s.Name?.In(texts.Language) ?? "" }));
    }

    /// <summary>What a person reads of a calendar.</summary>
    public static string Title(PolicySet policy, string name, Language language) => policy.Sources.Shared.CalendarTitle(name)?.In(language) ?? TextCatalog.Rules.Get("book.calendar.unnamed", language);

    private string Names(IEnumerable<DayOfWeek> days) => days.Select(d => texts.Of("book.weekday." + d)).ToArray() is { Length: > 0 } names ? texts.Joined(names) : texts.Of("value.null");

    private static WorkedWeekday? Worked(Calendar calendar, DayOfWeek day) => calendar.Week[Calendar.MondayFirst(day)];

    private string Hours(Calendar calendar, DayOfWeek day) => Worked(calendar, day) switch
    {
        null => texts.Of("book.free"),
        { Hours.IsEmpty: true } => texts.Of("book.worked"),
        { Hours: var hours } => texts.Joined(hours.Select(h => h.ToString())),
    };

    private static IEnumerable<(DateOnly First, DateOnly Last, DayKind Kind, LocalizedText? Name)> Stretches(IReadOnlyList<ListedDay> days)
    {
        for (var i = 0; i < days.Count;)
        {
            var first = days[i];
            var last = first;
            while (++i < days.Count && days[i].Date == last.Date.AddDays(1) && days[i].Kind == first.Kind && Equals(days[i].Name, first.Name)) last = days[i];
            yield return (first.Date, last.Date, first.Kind, first.Name);
        }
    }
}
