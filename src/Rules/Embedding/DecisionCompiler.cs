using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>Decides for a typed record without values in between. False when it leaves the record to the ordinary evaluation.</summary>
internal delegate bool FusedDecision<in TFacts, TOutcome>(TFacts facts, in EvaluationMoment moment, out TOutcome outcome);

/// <summary>Makes the parts of a compiled decision: one delegate for the whole document where that can be, and the way through values.</summary>
internal sealed class DecisionCompiler<TFacts, TOutcome>(DecisionDocument document, DiagnosticBag diagnostics)
{
    /// <summary>Code that puts the members of a record into the slots of facts; null after a finding.</summary>
    public Action<TFacts, Value[]>? Reader()
    {
        var facts = Expression.Parameter(typeof(TFacts), "facts");
        var slots = Expression.Parameter(typeof(Value[]), "slots");
        var values = new RecordValues(diagnostics);
        var code = new List<Expression>();
        for (var i = 0; i < document.Facts.Length; i++)
        {
            var fact = document.Facts[i];
            if (FactMember.Of(facts, fact.Name) is not { } member) continue;
            if (values.Of(member, fact.Type, fact.Name) is { } value) code.Add(Expression.Assign(Expression.ArrayAccess(slots, Expression.Constant(i)), value));
        }
        return diagnostics.HasErrors ? null : Expression.Lambda<Action<TFacts, Value[]>>(Expression.Block(typeof(void), code.Append(Expression.Empty())), facts, slots).Compile();
    }

    /// <summary>Code that makes the outcome of a decision; null after a finding.</summary>
    public Func<ValueRecord, TOutcome>? Writer()
    {
        var record = Expression.Parameter(typeof(ValueRecord), "outcome");
        Scalar? Read(int index)
        {
            var value = Expression.Call(typeof(DecisionCompiler<TFacts, TOutcome>), nameof(FieldOf), null, record, Expression.Constant(index));
            var type = document.Fields[index].Type;
            return new Scalar(type.Kind, Scalar.TypeOf(type.Kind) is null ? value : Scalar.Unwrap(value, type.Kind))
            {
                IsNull = type.IsNullable ? Expression.Property(value, nameof(Value.IsNull)) : null,
            };
        }
        if (typeof(TOutcome) == typeof(ValueRecord)) return (Func<ValueRecord, TOutcome>)(object)(Func<ValueRecord, ValueRecord>)(r => r);
        var code = new OutcomeShape(document, diagnostics).Make(typeof(TOutcome), Read);
        return code is null ? null : Expression.Lambda<Func<ValueRecord, TOutcome>>(code, record).Compile();
    }

    internal static Value FieldOf(ValueRecord record, int index) => record.Values[index];

    /// <summary>The whole document as one delegate; null when some part of it needs values.</summary>
    public FusedDecision<TFacts, TOutcome>? Fuse()
    {
        var parts = document.Parts;
        if (parts.Contract.HasRequirements || parts.Calendar is { Holidays: not null } or { MakeUp: not null } || parts.Steps.Any(s => s is not LetStep)) return null;
        var facts = Expression.Parameter(typeof(TFacts), "facts");
        var moment = Expression.Parameter(typeof(EvaluationMoment).MakeByRefType(), "moment");
        var outcome = Expression.Parameter(typeof(TOutcome).MakeByRefType(), "outcome");
        var end = Expression.Label(typeof(bool));
        Expression Leave() => Expression.Return(end, Expression.Constant(false));

        var source = new RecordSource(document, facts, moment, Leave);
        if (!source.IsComplete) return null;
        var fuser = new BodyFuser(source, Leave, source.Define, Wanted(parts));
        foreach (var step in parts.Steps)
            if (!fuser.TryDefine(step.Slot, ((LetStep)step).Formula.Tree)) return null;
        if (parts.ResultSlot is { } slot)
        {
            if (parts.Body.Fuse(fuser) is not { } result) return null;
            (source.ResultSlot, source.Result) = (slot, result);
        }
        var fields = new List<Scalar>();
        foreach (var field in parts.Outcome)
        {
            if (Field(field, fuser, Leave) is not { } value) return null;
            fields.Add(value);
        }
        if (new OutcomeShape(document, new DiagnosticBag()).Make(typeof(TOutcome), i => fields[i]) is not { } made) return null;
        var body = fuser.Body().ToArray();
        var code = Expression.Block(source.Variables.Concat(fuser.Variables),
        [
            Expression.Assign(outcome, Expression.Default(typeof(TOutcome))),
            .. source.Checks, .. body,
            Expression.Assign(outcome, made),
            Expression.Label(end, Expression.Constant(true)),
        ]);
        return Expression.Lambda<FusedDecision<TFacts, TOutcome>>(code, facts, moment, outcome).Compile();
    }

    private static Scalar? Field(LinkedOutcome field, BodyFuser fuser, Func<Expression> leave)
    {
        if (fuser.Scalars.Compile(field.Formula.Tree) is not { } value) return null;
        var type = field.Field.Type;
        if (value.IsNull is not null && !type.IsNullable)
        {
            // Null where the outcome has no null is a fault.
            fuser.Add(Expression.IfThen(value.IsNull, leave()));
            value = value with { IsNull = null };
        }
        if (field.Rounding is { } rounding)
        {
            if (!value.IsNumber || value.IsNull is not null) return null;
            value = new Scalar(ValueKind.Decimal, Expression.Call(typeof(Expressions.Functions.NumberFunctions), nameof(Expressions.Functions.NumberFunctions.Round), null,
                value.AsDecimal(), Expression.Constant(rounding.Scale), Expression.Constant(Deciding.Documents.PartShape.Camel(rounding.Mode.ToString())))) { CanFault = true };
        }
        else if (value.Kind == ValueKind.Integer && type.Kind == ValueKind.Decimal)
        {
            value = new Scalar(ValueKind.Decimal, value.AsDecimal()) { IsNull = value.IsNull, CanFault = value.CanFault };
        }
        // Several fields, and members of the outcome's type, may each read the value once more.
        return value.IsNull is null ? fuser.Held(value, field.Field.Name) : value;
    }

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
