using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Fusing;

/// <summary>
/// Loads facts from slots of values. A slot holds a value of the fact's own kind, or null or nothing where that means something; any other
/// one leaves the delegate.
/// </summary>
/// <param name="slots">The slots, in the order of the facts.</param>
internal sealed class SlotFacts(ParameterExpression slots) : IFactLoader
{
    public Scalar? Load(int index, FactDeclaration fact, FusedSource source)
    {
        var slot = Slot(index);
        var type = FusedSource.Seen(fact);
        Expression other = Expression.NotEqual(Expression.Property(slot, nameof(Value.Kind)), Expression.Constant(type.Kind));
        if (!fact.Required && fact.Absent.IsPresent && !type.IsNullable) return OrAbsent(slot, other, fact, source);
        Expression? isNull = !type.IsNullable ? null
            : fact.Required || fact.Absent.IsPresent ? Expression.Property(slot, nameof(Value.IsNull))
            : Expression.Not(Expression.Property(slot, nameof(Value.IsPresent)));
        source.LeaveWhen(isNull is null ? other : Expression.AndAlso(other, Expression.Not(isNull)));
        return Scalar.TypeOf(type.Kind) is null ? null : Present(Scalar.Unwrap(slot, type.Kind), fact, isNull, source);
    }

    public Expression IsAbsent(int index, FactDeclaration fact) => Expression.Property(Slot(index), nameof(Value.IsMissing));

    // What is absent has a value of its own, found out once.
    private static Scalar? OrAbsent(Expression slot, Expression other, FactDeclaration fact, FusedSource source)
    {
        var isAbsent = Expression.Property(slot, nameof(Value.IsMissing));
        source.LeaveWhen(Expression.AndAlso(other, Expression.Not(isAbsent)));
        if (Scalar.Of(fact.Absent) is not { } absent || absent.Kind != fact.Type.Kind) return null;
        return Present(source.Held(Expression.Condition(isAbsent, absent.Code, Scalar.Unwrap(slot, absent.Kind)), fact.Name), fact, null, source);
    }

    private static Scalar Present(Expression value, FactDeclaration fact, Expression? isNull, FusedSource source)
    {
        if (fact.Type is not EnumType e) return source.Laid(fact, value, isNull);
        var text = source.Held(isNull is null ? value : Expression.Condition(isNull, Expression.Constant(null, typeof(string)), value), fact.Name);
        return source.Code(fact, e.Declaration, CodePlaces.PlaceOf(text, e.Declaration), text, isNull);
    }

    private IndexExpression Slot(int index) => Expression.ArrayAccess(slots, Expression.Constant(index));
}
