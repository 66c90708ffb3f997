using System.Collections;
using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>The years for which a calendar's lists are complete; all years when there is nothing to publish. Immutable.</summary>
internal sealed class PublishedYears
{
    private readonly BitArray? _years;

    private PublishedYears(BitArray? years) => _years = years;

    public static PublishedYears All { get; } = new(null);

    public bool IsAll => _years is null;

    public bool Contains(int year) => _years is null || _years[year];

    /// <summary>The years that are in both.</summary>
    public PublishedYears And(IEnumerable<int> others)
    {
        var both = new BitArray(10_000);
        foreach (var year in others) both[year] = Contains(year);
        return new(both);
    }

    /// <summary>The years from one day to another that are missing; default when none is.</summary>
    public ImmutableArray<int> MissingBetween(DateOnly first, DateOnly last)
    {
        if (_years is null) return default;
        ImmutableArray<int>.Builder? missing = null;
        for (var year = first.Year; year <= last.Year; year++)
            if (!_years[year]) (missing ??= ImmutableArray.CreateBuilder<int>()).Add(year);
        return missing?.ToImmutable() ?? default;
    }
}
