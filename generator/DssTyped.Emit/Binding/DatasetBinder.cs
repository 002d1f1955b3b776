using System.Runtime.CompilerServices;
using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow;

namespace DssTyped.Emit.Binding;

/// <summary>Binds datasets and their columns.</summary>
internal sealed class DatasetBinder(Snapshot snapshot, FlowOptions options, FlowNames names, FlowNames? before, Tombstones tombstones)
{
    /// <summary>The model of a dataset that is there.</summary>
    public DatasetModel Bind(DatasetDefinition dataset, ObjectUpstream upstream)
    {
        bool hasRow = NameFilter.MatchesAny(options.Rows, dataset.Name);
        EquatableArray<ColumnModel> columns = Columns(dataset, names.FieldsOf(dataset), hasRow ? names.PropertiesOf(dataset) : null, upstream);
        return new DatasetModel(names.OfDataset(dataset.Name)!.TypeName, dataset.Name, DocTexts.OfDataset(dataset), columns)
        {
            Rebuild = dataset.RebuildBehavior switch { RebuildBehavior.Explicit => "Explicit", RebuildBehavior.WriteProtect => "WriteProtect", RebuildBehavior.Normal => "Normal" },
            Dimensions = Dimensions(dataset.Dimensions),
            HasRow = hasRow,
            GoneColumns = GoneColumns(dataset, columns),
        };
    }

    /// <summary>Datasets of the baseline that are gone, unless another one has their name now.</summary>
    public EquatableArray<DatasetModel> BindGone() => tombstones.Datasets
        .Where(gone => options.Datasets.Accepts(gone.Dataset.Name))
        .OrderBy(gone => gone.Dataset.Name, StringComparer.Ordinal)
        .Select(gone => (gone.Dataset, gone.Obsolete, before!.OfDataset(gone.Dataset.Name)!.TypeName))
        .Where(gone => names.Types.TryTake(gone.TypeName))
        .Select(gone => new DatasetModel(gone.TypeName, gone.Dataset.Name, new DocModel(gone.Obsolete.Message, []), Columns(gone.Dataset, before!.FieldsOf(gone.Dataset), null, null)) { Obsolete = gone.Obsolete })
        .ToEquatableArray();

    [MethodImpl(HotPath.Optimized)]
    private EquatableArray<ColumnModel> Columns(DatasetDefinition dataset, string[] fields, string[]? properties, ObjectUpstream? upstream)
    {
        Schema schema = dataset.Schema;
        var result = new ColumnModel[schema.Count];
        for (int i = 0; i < result.Length; i++)
        {
            SchemaColumn column = schema[i];
            result[i] = new ColumnModel(fields[i], column.Name, column.Type, column.TypeName)
            {
                Meaning = column.Meaning,
                Comment = column.Comment,
                Origins = upstream is null ? [] : DocTexts.OriginsOf(upstream.Of(column.Name), snapshot),
                RowIdentifier = properties?[i] ?? "",
                Obsolete = tombstones.OfColumn(dataset.Name, column.Name),
            };
        }

        return EquatableArray.TakeOver(result);
    }

    // A column that is gone keeps the identifier it had, unless another column has it now.
    private EquatableArray<ColumnModel> GoneColumns(DatasetDefinition dataset, EquatableArray<ColumnModel> columns)
    {
        if (tombstones.Before(dataset.Name) is not { } old)
            return [];

        var taken = new HashSet<string>(columns.Select(column => column.Identifier), StringComparer.Ordinal);
        return Columns(old, before!.FieldsOf(old), null, null)
            .Where(column => column.Obsolete is not null && dataset.Schema.Find(column.DssName) is null && taken.Add(column.Identifier))
            .ToEquatableArray();
    }

    private static EquatableArray<DimensionModel> Dimensions(IReadOnlyList<PartitionDimension> dimensions)
    {
        if (dimensions.Count == 0)
            return [];

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
