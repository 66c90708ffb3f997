using System.Collections;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

/// <summary>
/// The type of an expression of the dialect: a CLR type, and what the CLR type alone does not say: the members of a record,
/// the items of a list, the names of an enum. No type is ever emitted, so nothing is left behind when rules are reloaded. Immutable.
/// </summary>
internal sealed class StaticType : IEquatable<StaticType>
{
    private readonly int _hash;

    private StaticType(Type clr, RecordShape? shape = null, StaticType? element = null, EnumShape? members = null, StaticType? key = null)
    {
        (Clr, Shape, Element, Enum, Key) = (clr, shape, element, members, key);
        _hash = HashCode.Combine(clr, shape, element, members, key);
    }

    public static StaticType Object { get; } = new(typeof(object));

    public static StaticType Text { get; } = new(typeof(string));

    public static StaticType Boolean { get; } = new(typeof(bool));

    public static StaticType Integer { get; } = new(typeof(int));

    public Type Clr { get; }

    /// <summary>Members, when it is a record read from JSON or made by <c>new (...)</c>.</summary>
    public RecordShape? Shape { get; }

    /// <summary>Type of the items, when it is a list.</summary>
    public StaticType? Element { get; }

    /// <summary>Names, when it is an enum that the input declares.</summary>
    public EnumShape? Enum { get; }

    /// <summary>Type of the key, when it is a group.</summary>
    public StaticType? Key { get; }

    /// <summary>Items of an empty JSON array: nothing is known of them, and none will ever be looked at.</summary>
    public bool IsUnknown => Clr == typeof(UnknownItem);

    /// <summary>JSON that expressions cannot look into.</summary>
    public bool IsOpaque => Clr == typeof(OpaqueJson);

    public bool IsText => Clr == typeof(string);

    public bool IsNullable => Nullable.GetUnderlyingType(Clr) is not null;

    public bool IsEnum => Enum is not null || NonNullableClr.IsEnum;

    public Type NonNullableClr => Nullable.GetUnderlyingType(Clr) ?? Clr;

    public bool AcceptsNull => !Clr.IsValueType || IsNullable;

    public static StaticType Of(Type clr)
    {
        if (clr == typeof(string)) return Text;
        if (clr == typeof(bool)) return Boolean;
        if (clr == typeof(int)) return Integer;
        if (clr == typeof(object)) return Object;
        return ItemOf(clr) is { } item ? new StaticType(clr, element: Of(item)) : new StaticType(clr);
    }

    public static StaticType Record(RecordShape shape) => new(typeof(RecordValue), shape);

    /// <summary>A list whose items have a type; the CLR type is <c>List&lt;T&gt;</c>.</summary>
    public static StaticType List(StaticType element) => new(typeof(List<>).MakeGenericType(element.Clr), element: element);

    public static StaticType Array(StaticType element) => new(element.Clr.MakeArrayType(), element: element);

    /// <summary>A sequence of some CLR type with items of a type.</summary>
    public static StaticType Sequence(Type clr, StaticType element) => new(clr, element: element);

    public static StaticType Group(StaticType key, StaticType element) =>
        new(typeof(IGrouping<,>).MakeGenericType(key.Clr, element.Clr), element: element, key: key);

    public static StaticType EnumOf(EnumShape members, bool nullable) => new(nullable ? typeof(int?) : typeof(int), members: members);

    /// <summary>The same type where null is a value.</summary>
    public StaticType OrNull() => AcceptsNull ? this : new(typeof(Nullable<>).MakeGenericType(Clr), Shape, Element, Enum);

    /// <summary>The same type where null is none.</summary>
    public StaticType NotNull() => IsNullable ? new(NonNullableClr, Shape, Element, Enum) : this;

    /// <summary>The type as messages name it.</summary>
    public string Name =>
        Enum is not null ? "enum" : Shape is not null ? "object" : IsUnknown ? "nothing"
        : Element is not null ? $"list of {Element.Name}" : IsNullable ? NotNull().Name + "?" : TypeNames.Of(Clr);

    public bool Equals(StaticType? other) => ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Clr == other.Clr && Equals(Shape, other.Shape)
            && Equals(Element, other.Element) && Equals(Enum, other.Enum) && Equals(Key, other.Key));

    public override bool Equals(object? obj) => Equals(obj as StaticType);

    public override int GetHashCode() => _hash;

    private static Type? ItemOf(Type clr)
    {
        if (clr.IsArray) return clr.GetElementType();
        if (!typeof(IEnumerable).IsAssignableFrom(clr)) return null;
        if (clr.IsGenericType && clr.GetGenericTypeDefinition() == typeof(IEnumerable<>)) return clr.GenericTypeArguments[0];
        return clr.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GenericTypeArguments[0];
    }
}

/// <summary>Stands for the items of an empty JSON array.</summary>
internal sealed class UnknownItem
{
    private UnknownItem()
    {
    }
}
