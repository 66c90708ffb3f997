using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>
/// What a calendar computed: a value, perhaps with the warning that it rests on years not yet published; or the reason
/// why there is none. Thread-safe value.
/// </summary>
/// <typeparam name="T">A day, an instant, a count of working days or an amount of working time.</typeparam>
public readonly struct CalendarResult<T> where T : struct
{
    private readonly T _value;
    private readonly ImmutableArray<int> _unpublishedYears;

    internal CalendarResult(T value, ImmutableArray<int> unpublishedYears) => (_value, _unpublishedYears) = (value, unpublishedYears);

    internal CalendarResult(Diagnostic failure) => Failure = failure;

    /// <summary>Why there is no value; null when there is one. It names no place: the caller knows where the question stands.</summary>
    public Diagnostic? Failure { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; see <see cref="Failure"/>.</exception>
    public T Value => Failure is null ? _value : throw new InvalidOperationException(Failure.ToString());

    /// <summary>
    /// The unpublished years among the days that were looked at, ascending; usually empty. The value is computed from the
    /// plain week there and changes when the holidays of those years become known.
    /// </summary>
    public ImmutableArray<int> UnpublishedYears => _unpublishedYears.IsDefault ? [] : _unpublishedYears;

    /// <summary>True when the value rests on a year that is not published.</summary>
    public bool TouchesUnpublishedYear => !_unpublishedYears.IsDefaultOrEmpty;

    /// <summary>The value, unless there is none.</summary>
    /// <param name="value">The value.</param>
    public bool TryGet(out T value)
    {
        value = _value;
        return Failure is null;
    }

    /// <summary>Writes the value or the failure.</summary>
    public override string ToString() => Failure?.ToString() ?? _value.ToString()!;
}
