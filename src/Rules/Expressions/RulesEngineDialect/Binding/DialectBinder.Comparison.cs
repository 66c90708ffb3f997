using System.Linq.Expressions;
using System.Numerics;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>This part binds comparisons and membership.</summary>
internal sealed partial class DialectBinder
{
    private Bound Compare(BinaryOperator op, Bound left, Bound right, TextSpan span)
    {
        var equality = op is BinaryOperator.Equal or BinaryOperator.NotEqual;
        if (equality && !left.Clr.IsValueType && !right.Clr.IsValueType) return References(op, left, right, span);
        if ((left.IsNull && right.Node is ConstantExpression) || (right.IsNull && left.Node is ConstantExpression)) throw LateFault(DialectDiagnostics.Operands, span, TextOf(span), left.Type.Name, right.Type.Name);
        if (!equality && ((left.IsNull && (right.Type.IsText || right.Type.IsEnum)) || (right.IsNull && (left.Type.IsText || left.Type.IsEnum)))) throw LateFault(DialectDiagnostics.Operands, span, TextOf(span), left.Type.Name, right.Type.Name);
        if (left.Type.IsEnum || right.Type.IsEnum) return Enums(op, left, right, span);
        if (right is { IsLiteral: true, Value: string toRight } && !left.IsNull && TextLiterals.CanRead(left.Clr)) right = Read(toRight, left.Type, span);
        else if (left is { IsLiteral: true, Value: string toLeft } && !right.IsNull && TextLiterals.CanRead(right.Clr)) left = Read(toLeft, right.Type, span);
        else if (left.Clr != right.Clr || !IsOrdered(left.Clr, equality)) (left, right) = Alike(left, right, equality, span);
        return Build(op, left.Node, right.Node, span, left, right);
    }

    // Two references: texts by their content, records by their members, anything else by identity.
    private static Bound References(BinaryOperator op, Bound left, Bound right, TextSpan span)
    {
        var (l, r) = (left.Node, right.Node);
        if (left.Type.IsOpaque || right.Type.IsOpaque) throw LateFault(DialectDiagnostics.Operands, span, op == BinaryOperator.Equal ? "==" : "!=", left.Type.Name, right.Type.Name);
        if (!left.IsNull && !right.IsNull && left.Clr != right.Clr)
        {
            if (left.Clr.IsAssignableFrom(right.Clr)) r = Expression.Convert(r, left.Clr);
            else if (right.Clr.IsAssignableFrom(left.Clr)) l = Expression.Convert(l, right.Clr);
            else throw Fault(DialectDiagnostics.Operands, span, op == BinaryOperator.Equal ? "==" : "!=", left.Type.Name, right.Type.Name);
        }
        if (left.Type.Shape is { } one && right.Type.Shape is { } other && !one.Equals(other))
            throw Fault(DialectDiagnostics.Operands, span, op == BinaryOperator.Equal ? "==" : "!=", left.Type.Name, right.Type.Name);
        Expression equal = l.Type == typeof(string) && r.Type == typeof(string) ? Expression.Equal(l, r)
            : l.Type == typeof(RecordValue) && r.Type == typeof(RecordValue) ? Expression.Call(typeof(object), nameof(Equals), null, l, r)
            : Expression.ReferenceEqual(l, r);
        return new Bound(op == BinaryOperator.Equal ? equal : Expression.Not(equal), StaticType.Boolean);
    }

    private static bool IsOrdered(Type type, bool equality)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return equality ? bare != typeof(object) && !bare.IsClass : bare != typeof(bool) && (bare.IsPrimitive || typeof(IComparable).IsAssignableFrom(bare));
    }

    private (Bound Left, Bound Right) Alike(Bound left, Bound right, bool equality, TextSpan span)
    {
        if (left.Clr == typeof(BigInteger) && Promotion.Promote(right, typeof(BigInteger), true, false) is { } toLeft) return (left, Typed(toLeft));
        if (right.Clr == typeof(BigInteger) && Promotion.Promote(left, typeof(BigInteger), true, false) is { } toRight) return (Typed(toRight), right);
        var (count, _, arguments) = Overloads.Choose(equality ? Signatures.Equality : Signatures.Relational, [left, right]);
        if (count == 1) return (Typed(arguments[0]), Typed(arguments[1]));
        // Beside a literal RulesEngine notices only when it builds the tree.
        var late = (left.IsLiteral && right.Clr.IsClass) || (right.IsLiteral && left.Clr.IsClass);
        throw late ? LateFault(DialectDiagnostics.Operands, span, TextOf(span), left.Type.Name, right.Type.Name)
            : Fault(DialectDiagnostics.Operands, span, TextOf(span), left.Type.Name, right.Type.Name);
    }

    private Bound Build(BinaryOperator op, Expression left, Expression right, TextSpan span, Bound leftBound, Bound rightBound)
    {
        try
        {
            if (left.Type == typeof(string) && op is not (BinaryOperator.Equal or BinaryOperator.NotEqual))
                (left, right) = (Expression.Call(InvariantText.Order, left, right), Expression.Constant(0));
            else if (IsComparedByMethod(left.Type) && op is not (BinaryOperator.Equal or BinaryOperator.NotEqual))
                (left, right) = (Expression.Call(left, left.Type.GetMethod("CompareTo", [left.Type])!, right), Expression.Constant(0));
            return new Bound(op switch
            {
                BinaryOperator.Equal => Expression.Equal(left, right),
                BinaryOperator.NotEqual => Expression.NotEqual(left, right),
                BinaryOperator.Less => Expression.LessThan(left, right),
                BinaryOperator.LessOrEqual => Expression.LessThanOrEqual(left, right),
                BinaryOperator.Greater => Expression.GreaterThan(left, right),
                _ => Expression.GreaterThanOrEqual(left, right),
            }, StaticType.Boolean);
        }
        catch (InvalidOperationException)
        {
            throw LateFault(DialectDiagnostics.Operands, span, TextOf(span), leftBound.Type.Name, rightBound.Type.Name);
        }
    }

    private static bool IsComparedByMethod(Type type) => type == typeof(Guid) || type == typeof(BigInteger);

    private Bound Enums(BinaryOperator op, Bound left, Bound right, TextSpan span)
    {
        var type = left.Type.IsEnum ? left.Type : right.Type;
        if ((left.Type.IsEnum ? right : left) is var other && ((other.IsNull && !type.IsNullable) || (other.Clr == typeof(object) && !other.IsNull)) && op is BinaryOperator.Equal or BinaryOperator.NotEqual)
            return new Bound(Expression.Constant(op == BinaryOperator.NotEqual), StaticType.Boolean);
        if (IsBeyondEnums(op, left, right)) throw LateFault(DialectDiagnostics.Operands, span, TextOf(span), left.Type.Name, right.Type.Name);
        if (Promotion.IsNumeric(left.Type.IsEnum ? right.Clr : left.Clr) && !(left.Type.IsEnum && right.Type.IsEnum)) return Compare(op, AsNumber(left), AsNumber(right), span);
        var (one, two) = (EnumNumber(left, type, span), EnumNumber(right, type, span));
        if (one.Type != two.Type) (one, two) = (Expression.Convert(one, typeof(long?)), Expression.Convert(two, typeof(long?)));
        return Build(op, one, two, span, left, right);
    }

    // An enum that may be null has no order, and equals no number but a literal.
    private static bool IsBeyondEnums(BinaryOperator op, Bound left, Bound right)
    {
        var equality = op is BinaryOperator.Equal or BinaryOperator.NotEqual;
        if (left.Type.IsEnum && right.Type.IsEnum) return left.Type.IsNullable != right.Type.IsNullable && !equality;
        var (one, other) = left.Type.IsEnum ? (left, right) : (right, left);
        if (one.Type.IsNullable && !equality) return true;
        if (other.IsNull || other.Type.IsText) return false;
        return one.Type.IsNullable ? !Promotion.IsWhole(other.Clr) : other.Clr == typeof(int?) || (other.IsLiteral && other.Value is uint or long or ulong);
    }

    // Beside a number an enum is its number.
    private static Bound AsNumber(Bound bound) =>
        !bound.Type.IsEnum ? bound : Typed(Expression.Convert(bound.Node, bound.Type.IsNullable ? typeof(int?) : typeof(int)));

    // Both sides as numbers, so that enums compare by their order whatever declares them.
    private Expression EnumNumber(Bound bound, StaticType type, TextSpan span)
    {
        var number = type.IsNullable || bound.IsNull || bound.Type.IsNullable ? typeof(long?) : typeof(long);
        if (bound.IsNull) return Expression.Constant(null, typeof(long?));
        if (bound is { IsLiteral: true, Value: string name })
        {
            return Expression.Constant(EnumNumber(name, type) ?? throw Fault(DialectDiagnostics.NotConvertible, span, name, type.Name), number);
        }
        if (!bound.Type.IsEnum && !Promotion.IsWhole(bound.Clr)) throw Fault(DialectDiagnostics.Operands, span, TextOf(span), bound.Type.Name, type.Name);
        return Expression.Convert(bound.Node, number);
    }

    private static long? EnumNumber(string name, StaticType type)
    {
        if (long.TryParse(name, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number)) return number;
        if (type.Enum is { } shape) return shape.NumberOf(name);
        return Enum.TryParse(type.NonNullableClr, name, ignoreCase: true, out var parsed) ? Convert.ToInt64(parsed, null) : null;
    }

    private static Bound Read(string text, StaticType type, TextSpan span)
    {
        if (type.IsText) return new Bound(Expression.Constant(text), StaticType.Text, text);
        if (type.IsNullable && text.Length == 0) return new Bound(Expression.Constant(null, type.Clr), type);
        return TextLiterals.TryRead(text, type.NonNullableClr, out var value)
            ? new Bound(Expression.Constant(value, type.Clr), type)
            : throw LateFault(DialectDiagnostics.NotConvertible, span, text, type.Name);
    }

    private Bound In(BinarySyntax binary)
    {
        var left = Bind(binary.Left);
        // On a truth value RulesEngine would answer "left or one of them": no reader expects that.
        if (left.Clr == typeof(bool)) throw Fault(DialectDiagnostics.Operand, binary.OperatorSpan, "in", left.Type.Name);
        if (binary.Right is ListSyntax { ElementType: null } list && IsBracketed(list))
            return list.Items.Select(item => IsOneOf(left, Bind(item), item.Span))
                .Aggregate((a, b) => new Bound(Expression.OrElse(a.Node, b.Node), StaticType.Boolean));
        var sequence = Bind(binary.Right);
        if (sequence.Type.Element is null || sequence.Type.IsText) throw Fault(DialectDiagnostics.Operands, binary.OperatorSpan, "in", left.Type.Name, sequence.Type.Name);
        if (left.Clr == typeof(object) && !left.IsNull && !sequence.Type.Element.Clr.IsValueType)
            return Typed(Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(object)], Charged(sequence.Node, typeof(object)), left.Node));
        return Contains(sequence, left, binary.OperatorSpan);
    }

    // Stricter than "==": a text is not read as a number or a date here.
    private Bound IsOneOf(Bound left, Bound item, TextSpan span)
    {
        if (left.Type.IsEnum && !left.Type.IsNullable)
            return item.Type.Equals(left.Type) || item is { IsLiteral: true, Value: string or int or uint or long } ? Enums(BinaryOperator.Equal, left, item, span)
                : throw LateFault(DialectDiagnostics.Operands, span, "in", left.Type.Name, item.Type.Name);
        if (left.Clr == item.Clr) return Compare(BinaryOperator.Equal, left, item, span);
        if (left.Type.IsEnum || item.Type.IsEnum) throw LateFault(DialectDiagnostics.Operands, span, "in", left.Type.Name, item.Type.Name);
        var (count, _, arguments) = Overloads.Choose(Signatures.Equality, [left, item]);
        if (count != 1) throw Fault(DialectDiagnostics.Operands, span, "in", left.Type.Name, item.Type.Name);
        return Build(BinaryOperator.Equal, arguments[0], arguments[1], span, left, item);
    }

    private bool IsBracketed(ListSyntax list) => list.Span.Start < _text.Length && _text[list.Span.Start] == '(';
}
