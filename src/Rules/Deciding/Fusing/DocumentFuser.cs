using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Fusing;

/// <summary>A whole document as code: contract, intermediate results, body, and the fields of the outcome in their order.</summary>
internal sealed record FusedDocument(ImmutableArray<ParameterExpression> Variables, ImmutableArray<Expression> Statements, ImmutableArray<Scalar> Outcome);

/// <summary>
/// Makes one piece of code of a document. Where the facts come from is the loader's business, what becomes of the outcome the caller's. The
/// code gives what <see cref="DecisionDocument.Decide(ReadOnlySpan{Value}, EvaluationMoment, bool)"/> gives, or leaves: for a missing fact, for a fault.
/// </summary>
internal static class DocumentFuser
{
    /// <summary>The code; null when some part of the document needs the ordinary evaluation.</summary>
    public static FusedDocument? Fuse(DecisionDocument document, IFactLoader facts, ParameterExpression moment, Func<Expression> leave)
    {
        var parts = document.Parts;
        if (parts.Calendar is { Holidays: not null } or { MakeUp: not null } || parts.Steps.Any(s => s is not LetStep)) return null;
        var source = new FusedSource(document, facts, moment, leave);
        if (!source.IsComplete) return null;
        var fuser = new BodyFuser(source, leave, Wanted(parts));
        if (!parts.Contract.Fuse(fuser, facts)) return null;
        foreach (var step in parts.Steps)
            if (!fuser.TryDefine(step.Slot, ((LetStep)step).Formula.Tree)) return null;
        if (parts.ResultSlot is { } slot)
        {
            if (parts.Body.Fuse(fuser) is not { } result) return null;
            (source.ResultSlot, source.Result) = (slot, result);
        }
        var fields = ImmutableArray.CreateBuilder<Scalar>(parts.Outcome.Length);
        foreach (var field in parts.Outcome)
        {
            if (Field(field, fuser) is not { } value) return null;
            fields.Add(value);
        }
        var body = fuser.Body().ToArray();
        return new FusedDocument([.. source.Variables, .. fuser.Variables], [.. source.Checks, .. body], fields.MoveToImmutable());
    }

    private static Scalar? Field(LinkedOutcome field, BodyFuser fuser)
    {
        var type = field.Field.Type;
        var isDecimal = type.Kind == ValueKind.Decimal && field.Rounding is null;
        if ((isDecimal ? fuser.Scalars.Decimal(field.Formula.Tree) : fuser.Scalars.Compile(field.Formula.Tree)) is not { } value) return null;
        if (value.IsNull is not null && !type.IsNullable)
        {
            // Null where the outcome has no null is a fault.
            fuser.Add(Expression.IfThen(value.IsNull, fuser.Leave()));
            value = value with { IsNull = null };
        }
        if (field.Rounding is { } rounding)
        {
            if (!value.IsNumber) return null;
            value = new Scalar(ValueKind.Decimal, Expression.Call(typeof(NumberFunctions), nameof(NumberFunctions.Round), null,
                value.AsDecimal(), Expression.Constant(rounding.Scale), Expression.Constant(PartShape.Camel(rounding.Mode.ToString())))) { IsNull = value.IsNull, CanFault = true };
        }
        // Several fields, and members of the outcome's type, may each read the value once more.
        return fuser.Held(value, field.Field.Name);
    }

    // The members of the body's result that the outcome reads.
    private static ImmutableHashSet<int> Wanted(LinkedParts parts)
    {
        var wanted = ImmutableHashSet.CreateBuilder<int>();
        var open = new Stack<BoundNode>(parts.Outcome.Select(o => o.Formula.Tree));
        while (open.TryPop(out var node))
        {
            if (node is BoundMember { Target: BoundSymbol { Symbol: LocalSymbol local } } member && local.Slot == parts.ResultSlot) wanted.Add(member.Index);
            foreach (var child in node.Children) open.Push(child);
        }
        return wanted.ToImmutable();
    }
}
