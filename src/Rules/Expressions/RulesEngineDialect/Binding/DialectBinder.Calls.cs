using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>This part binds calls: methods of listed types, registered functions, conversions, and the functions of the dialect.</summary>
internal sealed partial class DialectBinder
{
    private Bound Call(CallSyntax call)
    {
        if (call.Target is null) return Function(call);
        if (IsHostAccess(call.Name)) throw Fault(DialectDiagnostics.HostAccess, call.NameSpan, call.Name + "()");
        if (call.Target is NameSyntax owner && IsRegisteredType(owner.Name)) return Registered(owner.Name, call);
        if (TypeOf(call.Target) is { } type)
        {
            if (type == typeof(Guid) && string.Equals(call.Name, "NewGuid", StringComparison.OrdinalIgnoreCase)) throw Fault(DialectDiagnostics.NoClock, call.Span, "Guid.NewGuid()");
            return Method(null, type, call, Arguments(call));
        }
        var target = Bind(call.Target);
        if (target.Type.Enum is { } names) return EnumMethod(target, names, call);
        if (target.Type.Element is not null && !target.Type.IsText) return Sequence(target, call);
        if (target.Type.IsText && MemberTable.Methods(typeof(string), call.Name, isStatic: false).Count == 0 && Sequences.Find(call.Name) is not null)
            return Sequence(target with { Type = StaticType.Sequence(typeof(string), StaticType.Of(typeof(char))) }, call);
        if (target.Type.IsUnknown) throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, target.Type.Name, Suggestion.Phrase("", []));
        if (target.Type.IsNullable)
        {
            if (string.Equals(call.Name, "GetValueOrDefault", StringComparison.OrdinalIgnoreCase) && call.Arguments.IsEmpty)
                return new Bound(Expression.Call(target.Node, "GetValueOrDefault", null), target.Type.NotNull());
            if (string.Equals(call.Name, "ToString", StringComparison.OrdinalIgnoreCase) && call.Arguments.IsEmpty) return new Bound(TextOf(target), StaticType.Text);
        }
        return Method(target, target.Clr.IsEnum ? typeof(Enum) : target.Clr, call, Arguments(call));
    }

    private List<Bound> Arguments(CallSyntax call) => [.. call.Arguments.Select(Bind)];

    private Bound Method(Bound? target, Type type, CallSyntax call, IReadOnlyList<Bound> arguments)
    {
        if (type == typeof(Enum) && target is not null && arguments.Count == 0 && string.Equals(call.Name, "ToString", StringComparison.OrdinalIgnoreCase)) return new Bound(TextOf(target), StaticType.Text);
        var (count, best, promoted) = Overloads.Choose(MemberTable.Methods(type, call.Name, target is null), arguments);
        if (count > 1) throw Fault(DialectDiagnostics.Ambiguous, call.NameSpan, call.Name, TypeNames.Of(type));
        if (count == 0 || best is null) throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, TypeNames.Of(type), Suggestion.Phrase(call.Name, MemberTable.NamesOf(type)));
        return Typed(Invariantly(target?.Node, (MethodInfo)best.Member!, promoted));
    }

    private static Expression Invariantly(Expression? target, MethodInfo method, Expression[] arguments)
    {
        if (method.DeclaringType == typeof(DateTime) && method.Name == nameof(DateTime.Parse) && arguments.Length == 1) return Expression.Call(InvariantText.Date, arguments);
        if (InvariantText.ReplacementOf(method) is { } replacement)
            return replacement.IsStatic && target is not null ? Expression.Call(replacement, [target, .. arguments]) : Expression.Call(target, replacement, arguments);
        var (invariant, at) = MemberTable.Invariant(method);
        if (at is not { } index) return Expression.Call(target, method, arguments);
        var culture = Expression.Constant(CultureInfo.InvariantCulture, typeof(IFormatProvider));
        return Expression.Call(target, invariant, [.. arguments[..index], culture, .. arguments[index..]]);
    }

    private static Expression TextOf(Bound bound) =>
        Expression.Call(typeof(InvariantText), nameof(InvariantText.Of), null, Boxed(bound));

    private static Expression EnumText(Bound bound, EnumShape names)
    {
        var number = bound.Type.IsNullable ? Expression.Call(bound.Node, "GetValueOrDefault", null) : bound.Node;
        Expression text = Expression.Call(typeof(DialectRuntime), nameof(DialectRuntime.EnumText), null, number, Expression.Constant(names));
        return bound.Type.IsNullable ? Expression.Condition(Expression.Property(bound.Node, "HasValue"), text, Expression.Constant("")) : text;
    }

    private static Bound EnumMethod(Bound target, EnumShape names, CallSyntax call) =>
        string.Equals(call.Name, "ToString", StringComparison.OrdinalIgnoreCase) && call.Arguments.IsEmpty
            ? new Bound(EnumText(target, names), StaticType.Text)
            : throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, "enum", Suggestion.Phrase(call.Name, ["ToString"]));

    private Bound Registered(string owner, CallSyntax call)
    {
        var functions = _options.Functions.Where(f => f.TypeName == owner && string.Equals(f.Name, call.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        var arguments = Arguments(call);
        var overloads = functions.Select(f => new Overload(null, [.. f.Parameters], false)).ToList();
        var (count, best, promoted) = Overloads.Choose(overloads, arguments);
        if (count > 1) throw Fault(DialectDiagnostics.Ambiguous, call.NameSpan, call.Name, owner);
        if (count == 0 || best is null) throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, owner, Suggestion.Phrase(call.Name, _options.Functions.Where(f => f.TypeName == owner).Select(f => f.Name)));
        return Typed(Expression.Invoke(Expression.Constant(functions[overloads.IndexOf(best)].Function), promoted));
    }

    private Bound Function(CallSyntax call)
    {
        switch (_options.IgnoreCase ? call.Name.ToLowerInvariant() : call.Name)
        {
            case "iif" when call.Arguments.Length == 3:
                return Conditional(Bind(call.Arguments[0]), Bind(call.Arguments[1]), Bind(call.Arguments[2]), call.Arguments[0].Span);
            case "isnull" when call.Arguments.Length == 2:
                var either = new BinarySyntax(call.Span, BinaryOperator.Coalesce, call.NameSpan, call.Arguments[0], call.Arguments[1]);
                return Coalesce(either, Bind(call.Arguments[0]), Bind(call.Arguments[1]));
            case "np" when call.Arguments.Length is 1 or 2:
                return NullPropagation(call);
        }
        if (TypeNames.Find(call.Name) is { } type) return Conversion(type, call);
        if (_it is not null && _it.Type.Element is not null && !_it.Type.IsText) return Sequence(_it, call);
        throw Fault(DialectDiagnostics.UnknownForm, call.NameSpan, call.Name + "(\u2026)");
    }

    // np(a.b.c, d): c when a, b and what leads to c are there, else d.
    private Bound NullPropagation(CallSyntax call)
    {
        var value = Bind(call.Arguments[0]);
        Expression? present = null;
        for (var node = call.Arguments[0]; node is not null; node = node switch { MemberSyntax m => m.Target, CallSyntax c => c.Target, IndexSyntax i => i.Target, _ => null })
        {
            if (TypeOf(node) is not null) break;
            var part = Bind(node);
            if (!part.Type.AcceptsNull) continue;
            var there = Expression.NotEqual(part.Node, Expression.Constant(null, part.Clr));
            present = present is null ? there : Expression.AndAlso(there, present);
        }
        var otherwise = call.Arguments.Length == 2 ? Bind(call.Arguments[1]) : Bound.Null;
        return present is null ? value : Conditional(new Bound(present, StaticType.Boolean), value, otherwise, call.Span);
    }

    private Bound Conversion(Type type, CallSyntax call)
    {
        var arguments = Arguments(call);
        if (arguments is [{ IsLiteral: true } literal] && Converted(literal, type) is { } constant) return Typed(constant);
        var (count, best, promoted) = Overloads.Choose(MemberTable.ConstructorsOf(type), arguments);
        if (count > 1) throw Fault(DialectDiagnostics.Ambiguous, call.NameSpan, call.Name, call.Name);
        if (count == 1 && best is not null) return Typed(Expression.New((ConstructorInfo)best.Member!, promoted));
        if (arguments.Count == 1 && Converted(arguments[0], type) is { } converted) return Typed(converted);
        throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, call.Name, Suggestion.Phrase("", []));
    }

    private static Expression? Converted(Bound bound, Type type)
    {
        if (bound.Clr == type) return bound.Node;
        if (bound.IsNull) return type.IsValueType ? null : Expression.Constant(null, type);
        if (bound is { IsLiteral: true, Value: string text } && TextLiterals.CanRead(type) && TextLiterals.TryRead(text, type, out var value)) return Expression.Constant(value, type);
        if (bound.Type.NonNullableClr == type) return Expression.Convert(bound.Node, type);
        if ((Promotion.IsNumeric(bound.Clr) || bound.Type.IsEnum || bound.Clr == typeof(char)) && (Promotion.IsNumeric(type) || type.IsEnum || type == typeof(char))) return Expression.ConvertChecked(bound.Node, type);
        if (bound.Clr == typeof(object) || type == typeof(object)) return Expression.Convert(bound.Node, type);
        if (!bound.Type.IsText) return null;
        if (type == typeof(DateTime)) return Expression.Call(InvariantText.Date, bound.Node);
        return MemberTable.Methods(type, "Parse", isStatic: true).FirstOrDefault(m => m.Parameters is [var p] && p == typeof(string)) is { Member: MethodInfo parse }
            ? Invariantly(null, parse, [bound.Node]) : null;
    }
}
