using System.IO.Compression;
using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Local.Tests.Engine;

namespace DssTyped.Tests.Sources;

/// <summary>Workbooks, written part by part as Excel writes them.</summary>
public sealed class ExcelTests
{
    private const string Cells = """
        <row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>text</t></is></c><c r="C1" t="inlineStr"><is><t>at</t></is></c><c r="D1" t="inlineStr"><is><t>flag</t></is></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" s="1"><v>43831.5</v></c><c r="D2" t="b"><v>1</v></c></row>
        <row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="D3" t="b"><v>0</v></c></row>
        <row r="4"><c r="A4"><v>3</v></c><c r="B4" t="e"><v>#N/A</v></c></row>
        <row r="5"/>
        <row r="6"><c r="A6"><v>4.5</v></c><c r="B6"><v>22</v></c></row>
        <row r="7"><c r="A7"><v>5</v></c><c r="B7"><v>0.1</v></c></row>
        """;

    private const string Merged = """
        <row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>text</t></is></c><c r="C1" t="inlineStr"><is><t>at</t></is></c><c r="D1" t="inlineStr"><is><t>flag</t></is></c></row>
        <row r="2"><c r="A2"><v>7</v></c><c r="B2" t="inlineStr"><is><t>one</t></is></c></row><row r="3"><c r="A3"><v>8</v></c></row>
        """;

    [Theory]
    [InlineData("{}", "1|shared 😀|2020-01-01T12:00:00.000Z|true", "2|ab|-|false", "3|-|-|-", "-|22|-|-", "5|0.1|-|-")]
    [InlineData("""{"sheets":"*Second"}""", "7|one|-|-", "8|-|-|-")]
    [InlineData("""{"sheetSelectionMode":"INDICES","sheets":"1"}""", "7|one|-|-", "8|-|-|-")]
    [InlineData("""{"sheets":"*Second","skipRowsAfterHeader":1}""", "8|-|-|-")]
    [InlineData("""{"sheetSelectionMode":"ALL","skipRowsAfterHeader":5}""", "5|0.1|-|-")]
    public async Task Cells_have_the_values_that_the_workbook_shows(string settings, params string[] rows)
    {
        await using TestFlow flow = Flow(settings);
        Assert.Equal(rows, await flow.Open().RowsAsync("src"));
    }

    [Fact]
    public async Task What_is_no_value_is_told_with_its_place()
    {
        await using TestFlow flow = Flow("{}").Dataset("out", "id:int text:string at:date flag:boolean").Recipe("copy", "sync", "src", "out", JsonValue.Object());
        string warning = Assert.Single((await flow.Open().BuiltAsync("out")).Activities.Single().Warnings);
        Assert.Contains("line 6, column 'id': '4.5' is no int; left empty.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_that_is_not_there_is_an_error_that_names_it()
    {
        await using TestFlow flow = Flow("""{"sheets":"*Third"}""");
        Assert.Contains("no sheet is selected by '*Third'", (await Assert.ThrowsAsync<DssException>(() => flow.Open().RowsAsync("src"))).Message, StringComparison.Ordinal);
    }

    private static TestFlow Flow(string settings)
    {
        TestFlow flow = new TestFlow().Dataset("src", "id:int text:string at:date flag:boolean", $$"""{"formatType":"excel","formatParams":{{settings}} }""").File("uploads/src/book.xlsx", "");
        File.WriteAllBytes(Path.Combine(flow.Data, "uploads", "src", "book.xlsx"), Workbook());
        return flow;
    }

    private static byte[] Workbook()
    {
        const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        (string Path, string Xml)[] parts =
        [
            ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""),
            ("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
            ("xl/workbook.xml", $"""<workbook {Main} xmlns:r="{Relations}"><sheets><sheet name="First" sheetId="1" r:id="r1"/><sheet name="Second" sheetId="2" r:id="r2"/></sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{Relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="{Relations}/styles" Target="styles.xml"/><Relationship Id="r4" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""),
            ("xl/styles.xml", $"""<styleSheet {Main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>"""),
            ("xl/sharedStrings.xml", $"""<sst {Main}><si><r><t>shared </t></r><r><t>😀</t></r></si></sst>"""),
            ("xl/worksheets/sheet1.xml", $"""<worksheet {Main}><sheetData>{Cells}</sheetData></worksheet>"""),
            ("xl/worksheets/sheet2.xml", $"""<worksheet {Main}><sheetData>{Merged}</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells></worksheet>"""),
        ];
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, string xml) in parts)
            {
                using Stream part = archive.CreateEntry(path).Open();
                part.Write(Encoding.UTF8.GetBytes(xml));
            }
        }

        return stream.ToArray();
    }
}
