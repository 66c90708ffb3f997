using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Functions;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// The policies in force, reloaded when their files change. The library is swapped by one reference: whoever took it keeps what he took. A policy
/// that does not hold together never replaces one that does. Thread-safe.
/// </summary>
public sealed class PolicyWatch : IDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly FunctionLibrary _functions;
    private readonly ImmutableArray<string> _paths;
    private readonly Lock _reloading = new();
    private readonly List<FileSystemWatcher> _watchers = [];
    private volatile PolicyLibrary _current;
    private ITimer? _timer;

    private PolicyWatch(FunctionLibrary functions, ImmutableArray<string> paths, LoadResult first)
    {
        _functions = functions;
        _paths = paths;
        _current = first.Library;
        LastLoad = first;
    }

    /// <summary>Told after every reload, on the thread that reloaded: what was found, and the library that is now in force.</summary>
    public event Action<LoadResult>? Reloaded;

    /// <summary>The policies in force. Take it once for one piece of work.</summary>
    public PolicyLibrary Current => _current;

    /// <summary>What the last reading found; its library is the one in force.</summary>
    public LoadResult LastLoad { get; private set; }

    /// <summary>Reads the policies for the first time; what does not hold together is left out and told in <see cref="LastLoad"/>.</summary>
    /// <param name="paths">Roots of rules, or folders of policies.</param>
    public static PolicyWatch Load(params IEnumerable<string> paths) => Load(FunctionLibrary.BuiltIn, paths);

    /// <summary>Reads policies whose expressions may also call the functions of an embedding program.</summary>
    internal static PolicyWatch Load(FunctionLibrary functions, IEnumerable<string> paths)
    {
        ImmutableArray<string> all = [.. paths];
        return new PolicyWatch(functions, all, PolicyLoader.Load(functions, all));
    }

    /// <summary>Reads the files again and puts what is sound in force. Reloads wait for each other; readers never wait.</summary>
    /// <returns>What was found, and the library that is now in force.</returns>
    public LoadResult Reload()
    {
        LoadResult result;
        lock (_reloading)
        {
            var load = PolicyLoader.Load(_functions, _paths);
            var kept = _current.Policies.Where(old => load.Library.Policies.All(p => p.Folder != old.Folder) && File.Exists(Path.Combine(old.Folder, "policy.json")));
            var library = load.HasErrors
                ? new PolicyLibrary([.. load.Library.Policies.Concat(kept).OrderBy(p => p.Line, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal)])
                : load.Library;
            result = load with { Library = library };
            _current = library;
            LastLoad = result;
        }
        Reloaded?.Invoke(result);
        return result;
    }

    /// <summary>Begins to watch the files: a change is read as soon as no further one follows it at once.</summary>
    /// <param name="clock">Measures the pause.</param>
    public void Start(TimeProvider clock)
    {
        lock (_reloading)
        {
            if (_timer is not null) return;
            _timer = clock.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            foreach (var path in _paths.Where(Directory.Exists))
            {
                var watcher = new FileSystemWatcher(path, "*.json") { IncludeSubdirectories = true };
                watcher.Changed += Touched;
                watcher.Created += Touched;
                watcher.Deleted += Touched;
                watcher.Renamed += Touched;
                watcher.EnableRaisingEvents = true;
                _watchers.Add(watcher);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var watcher in _watchers) watcher.Dispose();
        _timer?.Dispose();
    }

    private void Touched(object sender, FileSystemEventArgs change) => _timer?.Change(Settling, Timeout.InfiniteTimeSpan);
}
