namespace CrmWorkflows.Rules.Calendars;

/// <summary>A stretch of time in which a zone keeps one offset, cut at the ends of UTC years.</summary>
/// <param name="Start">First UTC tick.</param>
/// <param name="End">UTC tick after the last.</param>
/// <param name="Offset">Ticks to add to UTC to get the wall clock.</param>
internal readonly record struct ZoneSegment(long Start, long End, long Offset);
