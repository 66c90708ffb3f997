namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>
/// One evaluation: its moment, and the steps that it may still take. A step is an item of a list that a method looks at; lists within lists
/// multiply, and a rule file is data that anybody may have written. Belongs to one thread at a time.
/// </summary>
internal sealed class DialectContext(DateTimeOffset now)
{
    /// <summary>Items that one expression may look at.</summary>
    public const int StepLimit = 1_000_000;

    /// <summary>Characters that one text may have.</summary>
    public const int TextLimit = 100_000;

    private int _left = StepLimit;

    /// <summary>The moment that <c>DateTime.Now</c> means.</summary>
    public DateTimeOffset Now { get; private set; } = now;

    /// <summary>Starts the next evaluation.</summary>
    public void Begin() => _left = StepLimit;

    /// <summary>Starts the next evaluation, at another moment.</summary>
    public void Begin(DateTimeOffset now) => (_left, Now) = (StepLimit, now);

    /// <summary>The items, each of them counted: those of a list at once, others when they are taken.</summary>
    public IEnumerable<T> Charge<T>(IEnumerable<T> items)
    {
        if (items is not ICollection<T> list) return items is null ? items! : Counted(items);
        Take(list.Count);
        return list;
    }

    /// <summary>A text that has been put together.</summary>
    /// <exception cref="WorkLimitException">It is too long.</exception>
    public static string Bounded(string text) => text is null || text.Length <= TextLimit ? text! : throw new WorkLimitException(isText: true);

    /// <summary>A length that a text shall have.</summary>
    /// <exception cref="WorkLimitException">It is too long.</exception>
    public static int Bounded(int length) => length <= TextLimit ? length : throw new WorkLimitException(isText: true);

    private void Take(int steps)
    {
        _left -= steps;
        if (_left < 0) throw new WorkLimitException(isText: false);
    }

    private IEnumerable<T> Counted<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            Take(1);
            yield return item;
        }
    }
}

/// <summary>An evaluation went beyond its limits. It never leaves the dialect: the rule fails with a finding.</summary>
internal sealed class WorkLimitException(bool isText) : Exception
{
    public bool IsText { get; } = isText;
}
