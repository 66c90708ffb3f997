using System.Collections.Frozen;
using System.Globalization;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>The members of a .NET enum as codes of a declared one: equal names, whatever case and underscores.</summary>
internal sealed class EnumCodes
{
    private readonly FrozenDictionary<long, int> _places;

    private EnumCodes(EnumDeclaration declaration, FrozenDictionary<long, int> places) => (Declaration, _places) = (declaration, places);

    public EnumDeclaration Declaration { get; }

    /// <summary>The mapping; null when a member has no code.</summary>
    public static EnumCodes? Of(Type type, EnumDeclaration declaration)
    {
        var places = new Dictionary<long, int>();
        foreach (var member in Enum.GetValues(type))
        {
            var place = declaration.Members.Select((m, i) => (Name: Plain(m.Code), i)).Where(m => m.Name == Plain(member.ToString()!)).Select(m => m.i).DefaultIfEmpty(-1).First();
            if (place < 0) return null;
            places[Convert.ToInt64(member, CultureInfo.InvariantCulture)] = place;
        }
        return new EnumCodes(declaration, places.ToFrozenDictionary());
    }

    /// <summary>Place of a member among the codes; -1 when it is none.</summary>
    public int PlaceOf(long member) => _places.GetValueOrDefault(member, -1);

    public string? CodeOf(long member) => PlaceOf(member) is >= 0 and var place ? Declaration.Members[place].Code : null;

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
