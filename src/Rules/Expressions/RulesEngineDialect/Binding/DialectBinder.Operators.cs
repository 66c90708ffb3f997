using System.Linq.Expressions;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>This part binds operators. Whole numbers are checked: a result beyond the type fails the rule instead of wrapping round.</summary>
internal sealed partial class DialectBinder
{
    private Bound Unary(UnarySyntax unary)
    {
        var operand = Bind(unary.Operand);
        var signatures = unary.Operator == UnaryOperator.Not ? Signatures.Not : Signatures.Negation;
        var (count, _, arguments) = Overloads.Choose(signatures, [operand]);
        if (count != 1) throw Fault(DialectDiagnostics.Operand, unary.Span, unary.Operator == UnaryOperator.Not ? "!" : "-", operand.Type.Name);
        return Typed(unary.Operator == UnaryOperator.Not ? Expression.Not(arguments[0]) : Expression.NegateChecked(arguments[0]));
    }

    private Bound Binary(BinarySyntax binary)
    {
        if (binary.Operator == BinaryOperator.In) return In(binary);
        var (left, right) = (Bind(binary.Left), Bind(binary.Right));
        switch (binary.Operator)
        {
            case BinaryOperator.And: return Apply(Signatures.Logical, binary, left, right, Expression.AndAlso);
            case BinaryOperator.Or: return Apply(Signatures.Logical, binary, left, right, Expression.OrElse);
            case BinaryOperator.Coalesce: return Coalesce(binary, left, right);
            case BinaryOperator.Add when left.Type.IsText || right.Type.IsText: return Concat(left, right);
            case BinaryOperator.Add: return Apply(Signatures.Addition, binary, left, right, Checked(Expression.AddChecked, Expression.Add));
            case BinaryOperator.Subtract: return Apply(Signatures.Subtraction, binary, left, right, Checked(Expression.SubtractChecked, Expression.Subtract));
            case BinaryOperator.Multiply: return Apply(Signatures.Arithmetic, binary, left, right, Checked(Expression.MultiplyChecked, Expression.Multiply));
            case BinaryOperator.Divide: return Apply(Signatures.Arithmetic, binary, left, right, Expression.Divide);
            case BinaryOperator.Modulo: return Apply(Signatures.Arithmetic, binary, left, right, Expression.Modulo);
            case BinaryOperator.ShiftLeft: return Apply(Signatures.Shift, binary, left, right, Expression.LeftShift);
            case BinaryOperator.ShiftRight: return Apply(Signatures.Shift, binary, left, right, Expression.RightShift);
            case BinaryOperator.EagerAnd when left.Type.IsText || right.Type.IsText: return Concat(left, right);
            case BinaryOperator.EagerAnd: return Eager(binary, left, right, Expression.And);
            case BinaryOperator.EagerOr: return Eager(binary, left, right, Expression.Or);
            default: return Compare(binary.Operator, left, right, binary.OperatorSpan);
        }
    }

    private static Func<Expression, Expression, BinaryExpression> Checked(
        Func<Expression, Expression, BinaryExpression> whole, Func<Expression, Expression, BinaryExpression> other) =>
        (left, right) => Promotion.IsWhole(left.Type) ? whole(left, right) : other(left, right);

    private Bound Apply(Overload[] signatures, BinarySyntax binary, Bound left, Bound right, Func<Expression, Expression, BinaryExpression> build)
    {
        if (left.Type.IsEnum || right.Type.IsEnum) throw LateFault(DialectDiagnostics.Operands, binary.OperatorSpan, TextOf(binary.OperatorSpan), left.Type.Name, right.Type.Name);
        var (count, _, arguments) = Overloads.Choose(signatures, [left, right]);
        if (count != 1) throw Fault(DialectDiagnostics.Operands, binary.OperatorSpan, TextOf(binary.OperatorSpan), left.Type.Name, right.Type.Name);
        return Typed(build(arguments[0], arguments[1]));
    }

    private Bound Eager(BinarySyntax binary, Bound left, Bound right, Func<Expression, Expression, BinaryExpression> build)
    {
        var (l, r) = (left.Node, right.Node);
        if (l.Type != r.Type)
        {
            var common = new[] { typeof(ulong), typeof(long), typeof(uint), typeof(int), typeof(ushort), typeof(short), typeof(byte) }.FirstOrDefault(t => l.Type == t || r.Type == t);
            if (common is null || !Promotion.IsWhole(l.Type) || !Promotion.IsWhole(r.Type)) throw LateFault(DialectDiagnostics.Operands, binary.OperatorSpan, TextOf(binary.OperatorSpan), left.Type.Name, right.Type.Name);
            (l, r) = (Expression.Convert(l, common), Expression.Convert(r, common));
        }
        if (!Promotion.IsWhole(l.Type) && (Nullable.GetUnderlyingType(l.Type) ?? l.Type) != typeof(bool))
            throw LateFault(DialectDiagnostics.Operands, binary.OperatorSpan, TextOf(binary.OperatorSpan), left.Type.Name, right.Type.Name);
        return Typed(build(l, r));
    }

    private static Bound Concat(Bound left, Bound right) =>
        new(Expression.Call(InvariantText.Concat, Boxed(left), Boxed(right)), StaticType.Text);

    private static Expression Boxed(Bound bound) =>
        bound.Type.Enum is { } names && !bound.IsNull ? EnumText(bound, names) : bound.Node.Type == typeof(object) ? bound.Node : Expression.Convert(bound.Node, typeof(object));

    private Bound Coalesce(BinarySyntax binary, Bound left, Bound right)
    {
        if (left.Type.AcceptsNull)
        {
            var bare = left.Type.NotNull();
            if (right.Type.Equals(left.Type)) return new Bound(Expression.Coalesce(left.Node, right.Node), left.Type);
            if (right.Clr == bare.Clr) return new Bound(Expression.Coalesce(left.Node, right.Node), bare);
            if (!right.IsNull && Promotion.IsCompatible(right.Clr, bare.Clr)) return new Bound(Expression.Coalesce(left.Node, Expression.Convert(right.Node, bare.Clr)), bare);
            if (!left.Clr.IsValueType && right.Clr.IsAssignableFrom(left.Clr)) return new Bound(Expression.Coalesce(left.Node, right.Node), right.Type);
            if (Promotion.IsNumeric(bare.Clr) && Promotion.IsCompatible(bare.Clr, right.Clr))
                return new Bound(Expression.Condition(Expression.Property(left.Node, "HasValue"), Expression.Convert(Expression.Property(left.Node, "Value"), right.Clr), right.Node), right.Type);
        }
        throw LateFault(DialectDiagnostics.Operands, binary.OperatorSpan, "??", left.Type.Name, right.Type.Name);
    }

    private static Bound Conditional(Bound test, Bound then, Bound otherwise, TextSpan span)
    {
        if (test.Clr != typeof(bool)) throw Fault(DialectDiagnostics.WrongType, span, test.Type.Name, "bool");
        (then, otherwise) = (AsEnum(then, otherwise.Type), AsEnum(otherwise, then.Type));
        if (then.Type.Equals(otherwise.Type)) return new Bound(Expression.Condition(test.Node, then.Node, otherwise.Node), then.Type);
        if (then.IsNull && otherwise.Clr.IsValueType) return Branches(test, Absent(otherwise), Widened(otherwise), otherwise.Type.OrNull());
        if (otherwise.IsNull && then.Clr.IsValueType) return Branches(test, Widened(then), Absent(then), then.Type.OrNull());
        if (then.IsNull) return Branches(test, Expression.Constant(null, otherwise.Clr), otherwise.Node, otherwise.Type);
        if (otherwise.IsNull) return Branches(test, then.Node, Expression.Constant(null, then.Clr), then.Type);
        var first = Promotion.Promote(then, otherwise.Clr, exact: true, convertValues: false);
        var second = Promotion.Promote(otherwise, then.Clr, exact: true, convertValues: false);
        if (first is not null && second is null) return Branches(test, first, otherwise.Node, otherwise.Type);
        if (second is not null && first is null) return Branches(test, then.Node, second, then.Type);
        throw Fault(DialectDiagnostics.UnlikeBranches, span, then.Type.Name, otherwise.Type.Name);
    }

    // A literal beside an enum is a member of it, by name or by number.
    private static Bound AsEnum(Bound literal, StaticType type)
    {
        if (type.Enum is null || type.IsNullable || !literal.IsLiteral) return literal;
        var number = literal.Value switch { string name => EnumNumber(name, type), int whole => whole, _ => null };
        return number is { } member ? new Bound(Expression.Constant((int)member), type) : literal;
    }

    private static Bound Branches(Bound test, Expression then, Expression otherwise, StaticType type) =>
        new(Expression.Condition(test.Node, then, otherwise, type.Clr), type);

    private static ConstantExpression Absent(Bound like) => Expression.Constant(null, like.Type.OrNull().Clr);

    private static Expression Widened(Bound bound) => bound.Type.AcceptsNull ? bound.Node : Expression.Convert(bound.Node, bound.Type.OrNull().Clr);

    private static Bound Typed(Expression node) => new(node, StaticType.Of(node.Type));
}
