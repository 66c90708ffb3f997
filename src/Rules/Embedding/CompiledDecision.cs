using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>
/// A decision for records of one .NET type. Facts are read from the members of the record by name; where the document allows it, the whole
/// decision is one delegate that neither boxes nor allocates. Immutable and thread-safe; it stays with the version of the document that it
/// was compiled from.
/// </summary>
/// <typeparam name="TFacts">
/// Type of the records. A member stands for the fact of its name, whatever the case, or of its <see cref="FactNameAttribute"/>; a fact without
/// a member is absent. A member that is null is null where the fact may be null, and absent where it may not. A double means the decimal that
/// it is written as (0.95 is exactly 0.95); one that is no decimal, and a code that the enum does not have, are refused.
/// </typeparam>
/// <typeparam name="TOutcome">
/// Type of the outcomes: the type of the document's only field, or a type whose constructor or settable members carry the names of the fields.
/// </typeparam>
public sealed class CompiledDecision<TFacts, TOutcome>
{
    private readonly FusedDecision<TFacts, TOutcome>? _fused;
    private readonly Action<TFacts, Value[]> _read;
    private readonly Func<ValueRecord, TOutcome> _write;

    private CompiledDecision(DecisionDocument document, FusedDecision<TFacts, TOutcome>? fused, Action<TFacts, Value[]> read, Func<ValueRecord, TOutcome> write)
    {
        Document = document;
        _fused = fused;
        _read = read;
        _write = write;
    }

    /// <summary>The document that decides.</summary>
    public DecisionDocument Document { get; }

    /// <summary>Whether the decision is one delegate over the members of the record; otherwise it goes through values, which is slower and means the same.</summary>
    public bool IsFused => _fused is not null;

    /// <summary>Compiles a document for a type of records.</summary>
    /// <param name="document">The document.</param>
    /// <exception cref="TypeMismatchException">A member cannot hold its fact, or <typeparamref name="TOutcome"/> cannot take the outcome.</exception>
    public static CompiledDecision<TFacts, TOutcome> Of(DecisionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var diagnostics = new DiagnosticBag();
        var compiler = new DecisionCompiler<TFacts, TOutcome>(document, diagnostics);
        var (read, write) = (compiler.Reader(), compiler.Writer());
        if (read is null || write is null) throw new TypeMismatchException(diagnostics.ToImmutable());
        return new CompiledDecision<TFacts, TOutcome>(document, compiler.Fuse(), read, write);
    }

    /// <summary>Decides.</summary>
    /// <param name="facts">The record.</param>
    /// <param name="moment">When.</param>
    /// <param name="outcome">The outcome, when there is one.</param>
    /// <returns>False when facts are missing or the evaluation fails; <see cref="Decide"/> says which and why.</returns>
    public bool TryDecide(TFacts facts, in EvaluationMoment moment, out TOutcome outcome)
    {
        if (_fused is { } fused)
        {
            try
            {
                if (fused(facts, moment, out outcome)) return true;
            }
            catch (ArithmeticException)
            {
                // The ordinary evaluation says what was wrong.
            }
        }
        if (Decide(facts, moment).Outcome is { } record)
        {
            outcome = _write(record);
            return true;
        }
        outcome = default!;
        return false;
    }

    /// <summary>Decides through values: the outcome, what is missing or failed, and the reason if asked for.</summary>
    /// <param name="facts">The record.</param>
    /// <param name="moment">When.</param>
    /// <param name="explain">Whether to say why.</param>
    public Decision Decide(TFacts facts, in EvaluationMoment moment, bool explain = false)
    {
        var context = Document.NewContext();
        try
        {
            _read(facts, context.Facts);
        }
        catch (EvaluationFault fault)
        {
            return Document.Refuse(new Diagnostic(fault.Code, SourceSpan.None, [.. fault.Arguments]));
        }
        return Document.Decide(context, moment, explain);
    }
}
