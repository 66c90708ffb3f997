using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Functions;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>What an embedding program says about its rules: where they stand, and which functions of its own they may call. Used while the services are set up.</summary>
public sealed class CrmRulesOptions
{
    private readonly List<Function> _functions = [];
    private readonly List<string> _folders = [];

    /// <summary>The folders, in order.</summary>
    public IReadOnlyList<string> Folders => _folders;

    internal FunctionLibrary Functions => _functions.Count == 0 ? FunctionLibrary.BuiltIn : FunctionLibrary.BuiltIn.With(_functions);

    /// <summary>Adds a root of rules, a line's folder or the folder of one policy.</summary>
    /// <param name="path">The folder.</param>
    public CrmRulesOptions AddFolder(string path)
    {
        _folders.Add(path);
        return this;
    }

    /// <summary>
    /// Adds a function that expressions can call. It must give the same result for the same argument, without other effects, and may be
    /// called from several threads. It is not called with null unless its parameter takes null; an exception ends the decision as a fault.
    /// </summary>
    /// <param name="name">Name in expressions.</param>
    /// <param name="function">The function: of bool, int, long, decimal, string, DateOnly, DateTimeOffset, TimeOnly or TimeSpan, nullable or not.</param>
    /// <exception cref="TypeMismatchException">A type is none that expressions have.</exception>
    public CrmRulesOptions AddFunction<T, TResult>(string name, Func<T, TResult> function) =>
        Add<TResult>(name, [typeof(T)], c => function(Own.Read<T>(c[0])));

    /// <inheritdoc cref="AddFunction{T, TResult}(string, Func{T, TResult})"/>
    public CrmRulesOptions AddFunction<T1, T2, TResult>(string name, Func<T1, T2, TResult> function) =>
        Add<TResult>(name, [typeof(T1), typeof(T2)], c => function(Own.Read<T1>(c[0]), Own.Read<T2>(c[1])));

    /// <inheritdoc cref="AddFunction{T, TResult}(string, Func{T, TResult})"/>
    public CrmRulesOptions AddFunction<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> function) =>
        Add<TResult>(name, [typeof(T1), typeof(T2), typeof(T3)], c => function(Own.Read<T1>(c[0]), Own.Read<T2>(c[1]), Own.Read<T3>(c[2])));

    private CrmRulesOptions Add<TResult>(string name, Type[] parameters, Func<FunctionCall, TResult> call)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string Written(Type type) => Own.NameOf(type)
            ?? throw new TypeMismatchException([new Diagnostic(EmbeddingDiagnostics.FunctionType, SourceSpan.None, [name, type.Name])]);
        var signature = $"{name}({string.Join(", ", parameters.Select((p, i) => $"{(char)('a' + i)}: {Written(p)}"))}) -> {Written(typeof(TResult))}";
        _functions.Add(new Function(signature, c => Own.Call(name, () => call(c))));
        return this;
    }
}
