using System.Linq.Expressions;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>
/// Reads the facts of a document straight from the members of a typed record. What the ordinary evaluation would refuse or call missing is
/// looked for first, for all facts, and leaves the delegate.
/// </summary>
internal sealed class RecordSource : IScalarSource
{
    private readonly Dictionary<int, Scalar?> _facts = [];
    private readonly Dictionary<int, Scalar> _locals = [];
    private readonly List<ParameterExpression> _variables = [];
    private readonly List<Expression> _checks = [];
    private readonly List<Axis> _axes = [];
    private readonly ParameterExpression _moment;

    public RecordSource(DecisionDocument document, ParameterExpression record, ParameterExpression moment, Func<Expression> leave)
    {
        _moment = moment;
        for (var i = 0; i < document.Facts.Length; i++) _facts[i] = Fact(document.Facts[i], FactMember.Of(record, document.Facts[i].Name), leave);
    }

    /// <summary>False when a fact that is required has no member, so that nothing can ever be decided.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Slot of the body's result; its members stand in <see cref="Result"/>.</summary>
    public int? ResultSlot { get; set; }

    public IReadOnlyList<Scalar?> Result { get; set; } = [];

    public void Define(int slot, Scalar value) => _locals[slot] = value;

    public IEnumerable<ParameterExpression> Variables => _variables.Concat(_axes.Select(a => a.Position));

    /// <summary>What comes before all else.</summary>
    public IEnumerable<Expression> Checks => _checks.Concat(_axes.Where(a => a.IsEager).Select(a => a.Prepare));

    public Scalar? Read(BoundNode node) => node switch
    {
        BoundSymbol { Symbol: FactSymbol fact } => _facts[fact.Index],
        BoundSymbol { Symbol: LocalSymbol local } => _locals.GetValueOrDefault(local.Slot),
        BoundSymbol { Symbol: InputSymbol { Input: not EvaluationInput.Now } input } => Day(input.Input),
        BoundMember { Target: BoundSymbol { Symbol: LocalSymbol local } } member when local.Slot == ResultSlot && member.Index < Result.Count => Result[member.Index],
        _ => null,
    };

    private Scalar? Fact(FactDeclaration fact, Expression? member, Func<Expression> leave)
    {
        var type = FactMember.Seen(fact);
        if (member is null)
        {
            if (fact.Required) IsComplete = false;
            return fact.Required || fact.Absent.IsPresent ? Scalar.Of(fact.Absent) : null;
        }
        var isNull = FactMember.IsNull(member);
        var held = FactMember.Held(member);
        if (isNull is not null && !type.IsNullable)
        {
            // Absent: what is required decides nothing; what has a value of its own is left to the ordinary evaluation.
            _checks.Add(Expression.IfThen(isNull, leave()));
            isNull = null;
        }
        var scalar = Present(fact, held, type, isNull, leave);
        return scalar is null ? null : scalar with { IsNull = isNull, IsSimple = true, Axis = isNull is null ? scalar.Axis : null };
    }

    private Scalar? Present(FactDeclaration fact, Expression held, FactType type, Expression? isNull, Func<Expression> leave)
    {
        var clr = held.Type;
        if (type is EnumType e) return Code(fact, held, e.Declaration, isNull, leave);
        switch (type.Kind)
        {
            case ValueKind.Integer when FactMember.IsWhole(clr): return OnLine(new Scalar(type.Kind, Expression.Convert(held, typeof(long))), fact);
            case ValueKind.Decimal when clr == typeof(decimal):
                return new Scalar(type.Kind, held) { Axis = Kept(new DecimalAxis(held, type is MoneyType ? 2 : DecimalAxis.UsualScale, fact.Name)) };
            case ValueKind.Decimal when FactMember.IsWhole(clr):
                return OnLine(new Scalar(type.Kind, Expression.Convert(held, typeof(long))), fact) with { Code = Expression.Convert(held, typeof(decimal)) };
            case ValueKind.Decimal when FactMember.IsBinary(clr):
                var number = Expression.Convert(held, typeof(double));
                var fits = Expression.LessThanOrEqual(Expression.Call(typeof(Math), nameof(Math.Abs), null, number), Expression.Constant(DoubleAxis.Limit));
                Refuse(Expression.Not(fits), isNull, leave);
                return new Scalar(type.Kind, Expression.Call(typeof(DoubleAxis), nameof(DoubleAxis.Exact), null, number)) { Axis = Kept(new DoubleAxis(number, fact.Name)) };
            case ValueKind.Boolean when clr == typeof(bool):
            case ValueKind.Text when clr == typeof(string): return new Scalar(type.Kind, held);
            case ValueKind.Date when clr == typeof(DateOnly):
                return OnLine(new Scalar(type.Kind, Expression.Convert(Expression.Property(held, nameof(DateOnly.DayNumber)), typeof(long))), fact);
            case ValueKind.TimeOfDay when clr == typeof(TimeOnly):
            case ValueKind.Duration when clr == typeof(TimeSpan): return OnLine(new Scalar(type.Kind, Expression.Property(held, "Ticks")), fact);
            default: return null;
        }
    }

    private Scalar? Code(FactDeclaration fact, Expression held, EnumDeclaration declaration, Expression? isNull, Func<Expression> leave)
    {
        Expression place;
        Expression text;
        if (held.Type == typeof(string))
        {
            (place, text) = (CodePlaces.PlaceOf(held, declaration), held);
        }
        else if (held.Type.IsEnum && EnumCodes.Of(held.Type, declaration) is { } codes)
        {
            var member = Expression.Convert(held, typeof(long));
            (place, text) = (Expression.Call(Expression.Constant(codes), nameof(EnumCodes.PlaceOf), null, member), Expression.Call(Expression.Constant(codes), nameof(EnumCodes.CodeOf), null, member));
        }
        else
        {
            return null;
        }
        if (isNull is not null)
        {
            Refuse(Expression.LessThan(place, Expression.Constant(0)), isNull, leave);
            return new Scalar(ValueKind.Text, text);
        }
        // A code that the enum does not have is refused, so the place is found in any case.
        var axis = new EnumAxis(declaration, place, fact.Name);
        _variables.Add(axis.Position);
        _checks.Add(axis.Prepare);
        _checks.Add(Expression.IfThen(Expression.LessThan(axis.Position, Expression.Constant(0)), leave()));
        axis.IsPlaced = true;
        return new Scalar(ValueKind.Text, text) { Axis = axis };
    }

    private void Refuse(Expression wrong, Expression? isNull, Func<Expression> leave) =>
        _checks.Add(Expression.IfThen(isNull is null ? wrong : Expression.AndAlso(Expression.Not(isNull), wrong), leave()));

    private Scalar OnLine(Scalar whole, FactDeclaration fact) => whole with { Axis = Kept(new WholeAxis(whole.Code, fact.Name)) };

    private T Kept<T>(T axis)
        where T : Axis
    {
        _axes.Add(axis);
        return axis;
    }

    private Scalar Day(EvaluationInput input) => new(ValueKind.Date, Expression.Call(typeof(RecordSource), input.ToString(), null, _moment)) { IsSimple = true };

    internal static long Today(EvaluationMoment moment) => moment.Today.DayNumber;

    internal static long AsOf(EvaluationMoment moment) => (moment.AsOf ?? moment.Today).DayNumber;
}
