using System.Linq.Expressions;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>Loads facts straight from the members of a typed record.</summary>
internal sealed class RecordFacts(ParameterExpression record) : IFactLoader
{
    public Scalar? Load(int index, FactDeclaration fact, FusedSource source)
    {
        if (FactMember.Of(record, fact.Name) is not { } member)
        {
            if (fact.Required) source.IsComplete = false;
            return fact.Absent.IsPresent ? Scalar.Of(fact.Absent) : null;
        }
        var type = FusedSource.Seen(fact);
        var isNull = FactMember.IsNull(member);
        if (isNull is not null && !type.IsNullable)
        {
            // Absent: what is required decides nothing; what has a value of its own is left to the ordinary evaluation.
            source.LeaveWhen(isNull);
            isNull = null;
        }
        return Present(fact, FactMember.Held(member), type, isNull, source);
    }

    public Expression? IsAbsent(int index, FactDeclaration fact)
    {
        if (FactMember.Of(record, fact.Name) is not { } member) return Expression.Constant(true);
        // Nothing is null where null is a value, and absent elsewhere.
        return fact.Type.IsNullable ? null : FactMember.IsNull(member);
    }

    private static Scalar? Present(FactDeclaration fact, Expression held, FactType type, Expression? isNull, FusedSource source)
    {
        var clr = held.Type;
        if (type is EnumType e) return Code(fact, held, e.Declaration, isNull, source);
        switch (type.Kind)
        {
            case ValueKind.Integer when FactMember.IsWhole(clr): return source.Laid(fact, Expression.Convert(held, typeof(long)), isNull);
            case ValueKind.Decimal when clr == typeof(decimal):
            case ValueKind.Boolean when clr == typeof(bool):
            case ValueKind.Text when clr == typeof(string): return source.Laid(fact, held, isNull);
            case ValueKind.Decimal when FactMember.IsWhole(clr):
                return source.On(Plain(Expression.Convert(held, typeof(decimal))), new WholeAxis(Expression.Convert(held, typeof(long)), fact.Name, isNull: isNull));
            case ValueKind.Decimal when FactMember.IsBinary(clr):
                var number = Expression.Convert(held, typeof(double));
                var beyond = Expression.Not(Expression.LessThanOrEqual(Expression.Call(typeof(Math), nameof(Math.Abs), null, number), Expression.Constant(DoubleAxis.Limit)));
                source.LeaveWhen(isNull is null ? beyond : Expression.AndAlso(Expression.Not(isNull), beyond));
                return source.On(Plain(Expression.Call(typeof(DoubleAxis), nameof(DoubleAxis.Exact), null, number)), new DoubleAxis(number, fact.Name, isNull));
            case ValueKind.Date when clr == typeof(DateOnly):
                return source.Laid(fact, Expression.Convert(Expression.Property(held, nameof(DateOnly.DayNumber)), typeof(long)), isNull);
            case ValueKind.TimeOfDay when clr == typeof(TimeOnly):
            case ValueKind.Duration when clr == typeof(TimeSpan): return source.Laid(fact, Expression.Property(held, "Ticks"), isNull);
            default: return null;
        }

        Scalar Plain(Expression code) => new(type.Kind, code) { IsNull = isNull, IsSimple = true };
    }

    private static Scalar? Code(FactDeclaration fact, Expression held, EnumDeclaration declaration, Expression? isNull, FusedSource source)
    {
        if (held.Type == typeof(string)) return source.Code(fact, declaration, CodePlaces.PlaceOf(held, declaration), held, isNull);
        if (!held.Type.IsEnum || EnumCodes.Of(held.Type, declaration) is not { } codes) return null;
        var member = Expression.Convert(held, typeof(long));
        return source.Code(fact, declaration, Expression.Call(Expression.Constant(codes), nameof(EnumCodes.PlaceOf), null, member),
            Expression.Call(Expression.Constant(codes), nameof(EnumCodes.CodeOf), null, member), isNull);
    }
}
