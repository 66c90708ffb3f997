using System.Collections.Immutable;
using System.Globalization;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using Calendar = CrmWorkflows.Rules.Calendars.Calendar;

namespace CrmWorkflows.Host.Cli;

/// <summary>
/// Reads days and moments of a file's cells and moves them by whole weeks. A moment that is written with its offset is that moment; one without
/// is what the wall clock of the document's calendar shows, or of a stated zone when the document names none. Moving keeps weekday and wall clock.
/// </summary>
/// <param name="formats">How the file writes them, tried in order.</param>
internal sealed class ReplayMoments(ImmutableArray<string> formats, Calendar? calendar, TimeZoneInfo zone)
{
    private const DateTimeStyles Style = DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite;

    /// <summary>Day and time of day, with offset or without: the forms of ISO 8601 that people use, and the one with a blank.</summary>
    public static ImmutableArray<string> Iso { get; } =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>A cell as it is written; false when it is in none of the formats.</summary>
    public bool TryRead(string text, out WrittenMoment written)
    {
        written = default;
        foreach (var format in formats)
        {
            if (HasOffset(format) && DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, Style | DateTimeStyles.AssumeUniversal, out var instant))
            {
                written = new WrittenMoment(Local(instant), instant);
                return true;
            }
            if (!HasOffset(format) && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, Style, out var local))
            {
                written = new WrittenMoment(local, null);
                return true;
            }
        }
        return false;
    }

    /// <summary>A moment, moved, as a value of a fact's type.</summary>
    public Value Of(FactDeclaration fact, WrittenMoment written, int weeks)
    {
        if (!Fits(written.Local, weeks)) return default;
        var local = written.Local.AddDays(7 * weeks);
        var day = DateOnly.FromDateTime(local);
        if (fact.Type.NotNull().Kind != ValueKind.Instant) return Value.Of(day);
        if (written.Instant is { } instant && weeks == 0) return Value.Of(instant);
        return Value.Of(At(day, TimeOnly.FromDateTime(local)));
    }

    private static bool Fits(DateTime local, int weeks) => Math.Abs(weeks) <= 52_000 && local.Year + weeks / 52 is > 1 and < 9998;

    private DateTime Local(DateTimeOffset instant) => calendar?.InZone(instant).DateTime ?? TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        if (calendar?.At(day, time).TryGet(out var at) == true) return at;
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private static bool HasOffset(string format) => Unquoted(format).Any(c => c is 'z' or 'K') || format.EndsWith("'Z'", StringComparison.Ordinal);

    private static IEnumerable<char> Unquoted(string format)
    {
        var quoted = false;
        foreach (var c in format)
        {
            if (c == '\'') quoted = !quoted;
            else if (!quoted) yield return c;
        }
    }
}

/// <summary>A day or moment as a file writes it.</summary>
/// <param name="Local">What the wall clock shows.</param>
/// <param name="Instant">The moment, when it was written with its offset.</param>
internal readonly record struct WrittenMoment(DateTime Local, DateTimeOffset? Instant);
