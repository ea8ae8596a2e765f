"""The words of each language that say nothing about a text: they are not indexed, and their number betrays the language."""

STOP_WORDS = {
    "en": frozenset(
        """a an and are as at be been but by can could did do does for from had has have he her him his how i if in
        into is it it's its just me my no not of on or our she should so some than that the their them then there
        these they this those to too up us was we were what when where which who why will with would you your i'm
        don't""".split()
    ),
    "id": frozenset(
        """ada adalah agar akan aku anda apa apakah atau bagi bagaimana bahwa banyak belum bisa bukan dalam dan dari
        dengan di dia hanya ini itu jadi jika juga kalau kami kamu karena ke kita lagi lebih masih mereka namun oleh
        pada pun saat saja sangat sampai saya sebagai sebuah sedang sekali seperti sudah supaya tapi telah tentang
        tetapi tidak untuk yang ya nya""".split()
    ),
    "de": frozenset(
        """aber alle als also am an auch auf aus bei bin bis da damit dann das dass dem den der des dich die dir doch
        du durch ein eine einem einen einer eines er es euch für hab habe haben hat ich ihm ihn ihr im in ist ja kann
        kein keine mein meine mich mir mit nach nicht noch nur ob oder ohne schon sehr sein seine sich sie sind so
        über um und uns unter vom von vor war was weil wenn werden wie wir wird wo zu zum zur""".split()
    ),
    "nl": frozenset(
        """aan al als bij ben dan dat de deze die dit door dus een er en geen had heb hebben heeft het hij hoe hun
        ik in is je kan maar me meer met mij mijn moet na naar niet nog nu of om onder ook op over te tot u uit
        van veel voor waar was wat we wel wij word worden wordt ze zich zij zijn zo zou""".split()
    ),
    "fa": frozenset(
        """از است اگر اما امروز ان او این با باید بر برای بود بودم بودند به بی تا تو توی چه چرا چون چی خود
        خیلی دارد دارم دارند در دو را روی شد شده شما کرد کردم کرده کنم کند که ما من می نه نیست هر هم هست همه
        هیچ و ولی یا یک یه""".split()
    ),
}
