using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>Names datasets and their columns.</summary>
internal static class DatasetBinder
{
    public static EquatableArray<DatasetModel> Bind(Snapshot snapshot, FlowOptions options, NameScope types, Dictionary<string, BoundObject> objects)
    {
        DatasetDefinition[] datasets = [.. snapshot.Datasets
            .Where(dataset => options.Datasets.Accepts(dataset.Name))
            .OrderBy(dataset => dataset.Name, StringComparer.Ordinal)];
        string[] names = types.Assign([.. datasets.Select(dataset => (dataset.Name, Identifiers.Pascal(dataset.Name, "Dataset")))]);
        var result = new DatasetModel[datasets.Length];
        for (int i = 0; i < datasets.Length; i++)
        {
            result[i] = Bind(datasets[i], names[i], NameFilter.MatchesAny(options.Rows, datasets[i].Name));
            objects[datasets[i].Id] = new BoundObject(names[i], "Datasets." + names[i], names[i], datasets[i].Name, "dataset");
        }

        return result.ToEquatableArray();
    }

    private static DatasetModel Bind(DatasetDefinition dataset, string typeName, bool hasRow) =>
        new(typeName, dataset.Name, DocTexts.OfDataset(dataset), Columns(dataset.Schema, hasRow))
        {
            Rebuild = dataset.RebuildBehavior switch { RebuildBehavior.Explicit => "Explicit", RebuildBehavior.WriteProtect => "WriteProtect", RebuildBehavior.Normal => "Normal" },
            Dimensions = Dimensions(dataset.Dimensions),
            HasRow = hasRow,
        };

    private static EquatableArray<ColumnModel> Columns(Schema schema, bool hasRow)
    {
        (string, string)[] wanted = [.. schema.Select(column => (column.Name, Identifiers.Pascal(column.Name, "Column")))];
        string[] names = new NameScope(ReservedNames.Columns).Assign(wanted);
        string[]? rowNames = hasRow ? new NameScope(ReservedNames.Row).Assign(wanted) : null;
        var result = new ColumnModel[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            SchemaColumn column = schema[i];
            result[i] = new ColumnModel(names[i], column.Name, column.Type, column.TypeName, DocTexts.OfColumn(column)) { RowIdentifier = rowNames?[i] ?? "" };
        }

        return result.ToEquatableArray();
    }

    private static EquatableArray<DimensionModel> Dimensions(IReadOnlyList<PartitionDimension> dimensions)
    {
        PartitionDimension[] distinct = [.. dimensions.GroupBy(dimension => dimension.Name, StringComparer.Ordinal).Select(group => group.First())];
        string[] parameters = new NameScope(ReservedNames.RunParameters).Assign(
            [.. distinct.Select(dimension => (dimension.Name, Identifiers.Camel(Identifiers.Pascal(dimension.Name, "Dimension"))))]);
        return distinct.Select((dimension, i) => new DimensionModel(dimension.Name, parameters[i], PeriodOf(dimension))).ToEquatableArray();
    }

    private static string PeriodOf(PartitionDimension dimension) => !dimension.IsTime ? "Value" : dimension.Period switch
    {
        "YEAR" => "Year",
        "MONTH" => "Month",
        "HOUR" => "Hour",
        _ => "Day",
    };
}
