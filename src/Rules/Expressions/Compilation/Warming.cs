namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>Code that is made when it has been asked for so often that making it pays. Thread-safe.</summary>
/// <param name="make">Makes the code; null when there is nothing to gain.</param>
internal sealed class Warming<T>(Func<T?> make)
    where T : class
{
    /// <summary>Uses after which compiling pays.</summary>
    private const int Uses = 256;

    private T? _made;
    private int _asked;
    private bool _isCold;

    /// <summary>The code; null as long as it is not worth its making.</summary>
    public T? Value
    {
        get
        {
            if (Volatile.Read(ref _made) is { } made) return made;
            // Of several threads exactly one sees the count; the others go on without.
            return _asked < Uses && Interlocked.Increment(ref _asked) == Uses ? Now : null;
        }
    }

    /// <summary>The code, made at once; null when there is nothing to gain.</summary>
    public T? Now
    {
        get
        {
            if (Volatile.Read(ref _made) is null && !Volatile.Read(ref _isCold))
            {
                Volatile.Write(ref _made, make());
                Volatile.Write(ref _isCold, _made is null);
            }
            return _made;
        }
    }
}
