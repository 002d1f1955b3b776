using System.Text;
using CsCheck;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Generator.Tests.Harness;

namespace DssTyped.Generator.Tests;

/// <summary>With a baseline, whatever is added renames nothing that was there.</summary>
public sealed class BaselineNamesTests
{
    private static readonly FlowOptions Options = FlowOptions.For("flow.dss.json", "Acme") with { Rows = "*" };

    private static readonly string[] Traps = ["group", "group_recipe", "GROUP", "Group Recipe", "group_folder", "a_x61a2b9", "ToString", "All", "datasets", "é", "e\u0301"];

    // Few letters, so that names collide with each other, with marked names and with suffixes of other kinds.
    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.String[Gen.Char["aA_ b"], 1, 4],
        Gen.Int[0, Traps.Length - 1].Select(i => Traps[i]));

    private static readonly Gen<(string[] Datasets, string[] Recipes, string[] Folders, string[] Columns)> Content =
        Gen.Select(Name.HashSet[1, 5], Name.HashSet[0, 4], Name.HashSet[0, 3], Name.HashSet[1, 6])
            .Select(parts => (parts.Item1.ToArray(), parts.Item2.ToArray(), parts.Item3.ToArray(), parts.Item4.ToArray()));

    [Fact]
    public void What_is_added_renames_nothing() => Gen.Select(Content, Content).Sample((old, added) =>
    {
        Snapshot before = SnapshotOf(old);
        Snapshot after = SnapshotOf((Union(old.Datasets, added.Datasets), Union(old.Recipes, added.Recipes), Union(old.Folders, added.Folders), Union(old.Columns, added.Columns)));

        Dictionary<string, string> was = Names(FlowBinder.Bind(before, Options)), now = Names(FlowBinder.Bind(after, Options, before));

        return was.All(pair => now[pair.Key] == pair.Value);
    });

    [Fact]
    public void Names_stay_unique() => Gen.Select(Content, Content).Sample((old, added) =>
    {
        FlowModel flow = FlowBinder.Bind(SnapshotOf(added), Options, SnapshotOf(old));
        string[] types = [.. flow.Datasets.Select(dataset => dataset.TypeName), .. flow.Recipes.Select(recipe => recipe.TypeName), .. flow.Groups.SelectMany(group => group.Objects).Select(item => item.TypeName).Where(name => name.Length > 0)];
        return IsDistinct(types) && IsDistinct(flow.Recipes.Select(recipe => recipe.Member))
            && flow.Datasets.All(dataset => IsDistinct(dataset.Columns.Select(column => column.Identifier)) && IsDistinct(dataset.Columns.Select(column => column.RowIdentifier)));
    });

    [Fact]
    public void A_newcomer_that_sorts_first_gets_the_marked_name()
    {
        Snapshot before = SnapshotOf((["lab_results"], [], [], ["x"])), after = SnapshotOf((["LAB_RESULTS", "lab_results"], [], [], ["x"]));

        Assert.Equal("LabResults", FlowBinder.Bind(after, Options).Datasets.Single(dataset => dataset.DssName == "LAB_RESULTS").TypeName);
        Assert.Equal("LabResults", FlowBinder.Bind(after, Options, before).Datasets.Single(dataset => dataset.DssName == "lab_results").TypeName);
    }

    private static string[] Union(string[] old, string[] added) => [.. added.Concat(old).Distinct(StringComparer.Ordinal)];

    private static bool IsDistinct(IEnumerable<string> names) => names.GroupBy(name => name, StringComparer.Ordinal).All(group => group.Count() == 1);

    private static Dictionary<string, string> Names(FlowModel flow)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DatasetModel dataset in flow.Datasets)
        {
            names.Add("dataset " + dataset.DssName, dataset.TypeName);
            foreach (ColumnModel column in dataset.Columns)
                names.Add($"column {dataset.DssName}/{column.DssName}", $"{column.Identifier} {column.RowIdentifier}");
        }

        foreach (RecipeModel recipe in flow.Recipes)
            names.Add("recipe " + recipe.DssName, $"{recipe.TypeName} {recipe.Member}");
        foreach (ObjectModel item in flow.Groups.SelectMany(group => group.Objects))
            names.Add("object " + item.Id, $"{item.TypeName} {item.Member}");

        return names;
    }

    private static Snapshot SnapshotOf((string[] Datasets, string[] Recipes, string[] Folders, string[] Columns) content)
    {
        var text = new StringBuilder("{\"formatVersion\":1,\"project\":{\"projectKey\":\"P\"},");
        string columns = string.Join(",", content.Columns.Select(name => $"{{\"name\":{JsonWriter.Quote(name)},\"type\":\"string\"}}"));
        text.Append("\"datasets\":[").AppendJoin(",", content.Datasets.Select(name => $"{{\"name\":{JsonWriter.Quote(name)},\"schema\":{{\"columns\":[{columns}]}}}}")).Append("],");
        text.Append("\"recipes\":[").AppendJoin(",", content.Recipes.Select(name => $"{{\"name\":{JsonWriter.Quote(name)},\"type\":\"python\"}}")).Append("],");
        text.Append("\"managedFolders\":[").AppendJoin(",", content.Folders.Select(name => $"{{\"id\":{JsonWriter.Quote("id of " + name)},\"name\":{JsonWriter.Quote(name)}}}")).Append("]}");
        return SnapshotReader.Read(text.ToString()).Snapshot!;
    }
}
