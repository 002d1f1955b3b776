using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Export;

/// <summary>What an <c>export</c> recipe asks for.</summary>
/// <param name="Destination">DSS's word for where to: <c>DOWNLOAD</c>, <c>CUSTOM_MANAGED</c> ...</param>
/// <param name="Exporter">The exporter's id; empty for DSS's own formats.</param>
/// <param name="FormatType">The file format, such as <c>csv</c>; empty if it is the exporter's.</param>
/// <param name="FormatParams">The settings of the file format.</param>
public sealed record ExportSettings(string Destination, string Exporter, string FormatType, JsonValue FormatParams) : RecipeSettings;
