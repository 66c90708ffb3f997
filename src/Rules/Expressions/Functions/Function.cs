using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>One overload of a function that expressions can call.</summary>
/// <param name="signature">Names and types, as the reference page prints them.</param>
/// <param name="evaluate">Computes the result from arguments that are all present.</param>
internal sealed class Function(string signature, Func<FunctionCall, Value> evaluate)
{
    private readonly Lazy<Signature> _signature = new(() => Signature.Parse(signature));

    public string Name { get; } = signature[..signature.IndexOf('(', StringComparison.Ordinal)];

    public Signature Signature => _signature.Value;

    /// <summary>Whether the result depends on the document's calendar.</summary>
    public bool NeedsCalendar { get; init; }

    /// <summary>Texts allowed for an argument that must be a literal (a rounding mode, a unit), by its place.</summary>
    public (int Argument, string[] Allowed)? Choice { get; init; }

    /// <summary>Code for arguments that are never null, by their lanes; null when there is none for such arguments. What the function would fault on is a CLR exception of arithmetic.</summary>
    public Func<IReadOnlyList<Scalar>, Scalar?>? Lane { get; init; }

    /// <summary>Calls the function. A missing argument makes the result missing, a null one null, unless the parameter is declared to take null.</summary>
    public Value Invoke(FunctionCall call)
    {
        var missing = default(Value);
        var anyMissing = false;
        var anyNull = false;
        for (var i = 0; i < call.Count; i++)
        {
            if (call.IsLambda(i)) continue;
            if (call[i].IsMissing)
            {
                missing = anyMissing ? Operators.Missing(missing, call[i]) : call[i];
                anyMissing = true;
            }
            else if (call[i].IsNull && !Signature.Parameters[i].TakesNull)
            {
                anyNull = true;
            }
        }
        if (anyMissing) return missing;
        if (anyNull) return Value.Null;
        try
        {
            return evaluate(call);
        }
        catch (OverflowException)
        {
            throw new EvaluationFault(EvaluationDiagnostics.Overflow);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new EvaluationFault(EvaluationDiagnostics.BadArgument, Name);
        }
    }

    public override string ToString() => Signature.Text;
}
